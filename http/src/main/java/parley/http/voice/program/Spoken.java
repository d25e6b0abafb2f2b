package parley.http.voice.program;

import java.util.List;
import parley.engine.speech.Literacy;
import parley.engine.speech.SpeechText;
import parley.engine.speech.Voice;
import parley.engine.speech.VoiceInfo;

/** What all programs need of a sentence and of its voice. */
final class Spoken {
    private Spoken() {}

    /** What to say, without the double brackets by which espeak, and Piper with it, would read phonemes. */
    static String text(String sentence, Literacy literacy, Voice voice, List<VoiceInfo> offered) {
        return SpeechText.of(sentence, literacy, known(voice, offered), offered)
                .replace("[[", "[ [")
                .replace("]]", "] ]");
    }

    /** The voice where it is on offer, else the first, in the same manner; so only known names become arguments. */
    static Voice known(Voice voice, List<VoiceInfo> offered) {
        return offered.stream().anyMatch(it -> it.voice().equals(voice.plain()))
                ? voice
                : offered.getFirst().voice().in(voice.manner());
    }
}
