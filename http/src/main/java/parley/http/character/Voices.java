package parley.http.character;

import java.util.List;
import parley.engine.speech.Speaker;
import parley.engine.speech.Voice;
import parley.engine.speech.VoiceInfo;

/** Gives characters voices: one of the best engine's by name, so that they do not all speak with one mouth. */
record Voices(Speaker speaker) {
    Voice of(String name) {
        List<Voice> offered = speaker.voices().stream().map(VoiceInfo::voice).toList();
        if (offered.isEmpty()) return Voice.NONE;
        String best = offered.getFirst().engine();
        List<Voice> engine =
                offered.stream().filter(it -> it.engine().equals(best)).toList();
        return engine.get(Math.floorMod(name.hashCode(), engine.size()));
    }
}
