package parley.http.voice;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import parley.engine.speech.Sound;
import parley.engine.speech.Speaker;
import parley.engine.speech.Voice;
import parley.engine.speech.VoiceInfo;
import parley.http.sound.Wav;
import parley.http.voice.mary.MarySpeaker;

/**
 * All voices behind one door: it picks the engine by the voice. A name its engine does not know is said by the engine's
 * first voice, an engine nobody knows by the first engine, and {@link Voice#NONE} by nobody.
 */
public final class VoiceBox implements Speaker, AutoCloseable {
    private static final VoiceInfo SILENCE = new VoiceInfo(Voice.NONE, "No voice", "und");

    private final Map<String, Speaker> engines;
    private final List<Runnable> closed;

    VoiceBox(Map<String, Speaker> engines, List<Runnable> closed) {
        this.engines = new LinkedHashMap<>(engines);
        this.closed = List.copyOf(closed);
    }

    /** Opens the engines that the settings name; they warm up in the background. */
    public static VoiceBox open(VoiceSettings settings) {
        if (!settings.mary()) return new VoiceBox(Map.of(), List.of());
        MarySpeaker mary = new MarySpeaker(settings.workers(), settings.queue(), settings.timeout());
        Speaker speaker = settings.cacheBytes() > 0 ? new RememberingSpeaker(mary, settings.cacheBytes()) : mary;
        return new VoiceBox(Map.of(MarySpeaker.ENGINE, speaker), List.of(mary::close));
    }

    @Override
    public CompletionStage<Sound> say(String sentence, Voice voice) {
        if (voice.engine().equals(Voice.NONE.engine()) || engines.isEmpty())
            return CompletableFuture.completedFuture(Wav.silence());
        Speaker engine =
                engines.getOrDefault(voice.engine(), engines.values().iterator().next());
        return engine.say(sentence, known(voice, engine.voices()));
    }

    @Override
    public List<VoiceInfo> voices() {
        return Stream.concat(engines.values().stream().flatMap(it -> it.voices().stream()), Stream.of(SILENCE))
                .toList();
    }

    @Override
    public void close() {
        closed.forEach(Runnable::run);
    }

    private static Voice known(Voice voice, List<VoiceInfo> offered) {
        return offered.stream().anyMatch(it -> it.voice().equals(voice))
                ? voice
                : offered.getFirst().voice();
    }
}
