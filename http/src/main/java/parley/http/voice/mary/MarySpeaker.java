package parley.http.voice.mary;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.speech.Literacy;
import parley.engine.speech.Manner;
import parley.engine.speech.Sound;
import parley.engine.speech.Speaker;
import parley.engine.speech.SpeechFailure;
import parley.engine.speech.SpeechText;
import parley.engine.speech.Voice;
import parley.engine.speech.VoiceInfo;
import parley.http.sound.Wav;

/**
 * Says English sentences with MaryTTS in this process. A small fixed set of threads of its own does the work; they warm
 * up when it is created, and sentences said meanwhile wait for them.
 */
public final class MarySpeaker implements Speaker, AutoCloseable {
    /** What the voices' names begin with. */
    public static final String ENGINE = MaryCharacter.ENGINE;

    private static final Logger LOG = LoggerFactory.getLogger(MarySpeaker.class);

    private final ThreadPoolExecutor workers;
    private final ThreadLocal<MaryVoice> voice = ThreadLocal.withInitial(MaryVoice::open);
    private final Duration timeout;

    public MarySpeaker(int workers, int queue, Duration timeout) {
        this.workers = new ThreadPoolExecutor(
                workers,
                workers,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queue + workers),
                Thread.ofPlatform().name("mary-", 1).daemon().factory());
        this.timeout = timeout;
        for (int worker = 0; worker < workers; worker++) this.workers.execute(this::warmUp);
    }

    @Override
    public CompletionStage<Sound> say(String sentence, Voice asked) {
        String text = MaryVoice.sayable(SpeechText.of(sentence, Literacy.LETTERS, asked, voices()));
        if (text.isEmpty()) return CompletableFuture.completedFuture(Wav.silence());
        CompletableFuture<Sound> said = new CompletableFuture<>();
        try {
            workers.execute(() -> work(text, asked, said));
        } catch (RejectedExecutionException full) {
            return CompletableFuture.failedFuture(new SpeechFailure("too many sentences wait for a voice"));
        }
        CompletableFuture<Sound> answer =
                said.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS).exceptionallyCompose(MarySpeaker::told);
        CompletionStage<Sound> over = answer;
        over.whenComplete((_, _) -> said.cancel(false)); // given up, she need not go on
        return answer;
    }

    @Override
    public List<VoiceInfo> voices() {
        return MaryCharacter.infos();
    }

    @Override
    public void close() {
        workers.getQueue().clear();
        workers.shutdown(); // Mary answers an interruption with an error
    }

    private void work(String text, Voice asked, CompletableFuture<Sound> said) {
        if (said.isDone()) return;
        try {
            voice.get()
                    .say(text, MaryCharacter.of(asked), asked.manner(), said::isDone)
                    .ifPresent(said::complete);
        } catch (SpeechFailure failure) {
            said.completeExceptionally(failure);
        } catch (RuntimeException unexpected) {
            // Not its message, which may quote the sentence.
            LOG.warn("Mary failed at a sentence of {} characters: {}", text.length(), unexpected.getClass());
            said.completeExceptionally(new SpeechFailure("the voice failed at this sentence"));
        }
    }

    private void warmUp() {
        try {
            voice.get().say("Hello there.", MaryCharacter.SLT, Manner.PLAIN, () -> false);
        } catch (RuntimeException failure) {
            LOG.warn("Mary does not start; her sentences will fail", failure);
        }
    }

    private static CompletionStage<Sound> told(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return CompletableFuture.failedFuture(
                cause instanceof TimeoutException ? new SpeechFailure("the voice took too long") : cause);
    }
}
