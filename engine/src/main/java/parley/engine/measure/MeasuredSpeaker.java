package parley.engine.measure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import parley.engine.speech.Sound;
import parley.engine.speech.Speaker;
import parley.engine.speech.Voice;
import parley.engine.speech.VoiceInfo;

/** A speaker whose sentences are timed, by the engine that says them. */
public final class MeasuredSpeaker implements Speaker {
    /** As many engines are told apart. */
    private static final int ENGINES = 20;

    private final Speaker speaker;
    private final Measures measures;
    private final Known engines = new Known(ENGINES);

    public MeasuredSpeaker(Speaker speaker, Measures measures) {
        this.speaker = speaker;
        this.measures = measures;
    }

    /** What is answered is the speaker's own future, so that cancelling it still gives the sentence up. */
    @Override
    public CompletionStage<Sound> say(String sentence, Voice voice) {
        long began = System.nanoTime();
        CompletableFuture<Sound> sound = speaker.say(sentence, voice).toCompletableFuture();
        CompletionStage<Sound> said = sound;
        said.whenComplete((_, failure) -> measures.time(
                Series.SYNTHESIS,
                Duration.ofNanos(System.nanoTime() - began),
                engines.name(engine(voice)),
                outcome(failure)));
        return sound;
    }

    @Override
    public List<VoiceInfo> voices() {
        return speaker.voices();
    }

    /** An engine is only told by its name where it has voices on offer: any other name is a user's own words. */
    private String engine(Voice voice) {
        return speaker.voices().stream().anyMatch(it -> it.voice().engine().equals(voice.engine()))
                ? voice.engine()
                : Known.OTHER;
    }

    private static String outcome(@Nullable Throwable failure) {
        if (failure == null) return "good";
        Throwable cause = failure instanceof CompletionException it && it.getCause() != null ? it.getCause() : failure;
        return cause instanceof CancellationException ? "given-up" : "failed";
    }
}
