package parley.http.voice;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.pattern.CircuitBreaker;
import org.apache.pekko.pattern.CircuitBreakerOpenException;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.speech.Sound;
import parley.engine.speech.Speaker;
import parley.engine.speech.SpeechFailure;
import parley.engine.speech.Voice;
import parley.engine.speech.VoiceInfo;
import parley.http.sound.Wav;

/**
 * One engine within bounds: so many sentences at once, so many that wait, so long for each, its waiting included; and
 * after it failed again and again none at all for a while. A sentence that is late or given up is taken back from the
 * engine. It fails as a {@link SpeechFailure} and in no other way.
 */
final class GuardedSpeaker implements Speaker {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedSpeaker.class);

    private final String engine;
    private final Speaker speaker;
    private final Bounds bounds;
    private final ActorSystem system;
    private final CircuitBreaker breaker;
    private final BoundedSourceQueue<Order> orders;

    GuardedSpeaker(String engine, Speaker speaker, Bounds bounds, ActorSystem system) {
        this.engine = engine;
        this.speaker = speaker;
        this.bounds = bounds;
        this.system = system;
        this.breaker = CircuitBreaker.create(system.getScheduler(), bounds.failures, bounds.timeout, bounds.rest);
        this.orders = Source.<Order>queue(bounds.waiting) // orders
                .mapAsyncUnordered(bounds.atOnce, this::filled) // ends of orders
                .to(Sink.ignore())
                .run(system);
    }

    /** How much is asked of an engine: {@code failures} in a row let it rest. */
    record Bounds(int atOnce, int waiting, Duration timeout, int failures, Duration rest) {
        static Bounds of(Config config) {
            return new Bounds(
                    config.getInt("at-once"),
                    config.getInt("waiting"),
                    config.getDuration("timeout"),
                    config.getInt("failures"),
                    config.getDuration("rest"));
        }
    }

    private record Order(String sentence, Voice voice, CompletableFuture<Sound> said) {}

    @Override
    public CompletionStage<Sound> say(String sentence, Voice voice) {
        CompletableFuture<Sound> said = new CompletableFuture<>();
        if (!orders.offer(new Order(sentence, voice, said)).isEnqueued())
            return CompletableFuture.failedFuture(new SpeechFailure("too many sentences wait for " + engine));
        Cancellable late = system.getScheduler()
                .scheduleOnce(
                        bounds.timeout,
                        () -> said.completeExceptionally(new SpeechFailure(engine + " took too long")),
                        system.getDispatcher());
        CompletionStage<Sound> over = said;
        over.whenComplete((_, _) -> late.cancel());
        return said;
    }

    @Override
    public List<VoiceInfo> voices() {
        return speaker.voices();
    }

    private CompletionStage<Done> filled(Order order) {
        if (order.said.isDone()) return CompletableFuture.completedFuture(Done.getInstance());
        return breaker.callWithCircuitBreakerCS(() -> said(order)).handle((sound, failure) -> {
            if (failure == null) order.said.complete(sound);
            else order.said.completeExceptionally(told(failure));
            return Done.getInstance();
        });
    }

    /** That somebody gave a sentence up is not the engine's fault. */
    private CompletionStage<Sound> said(Order order) {
        CompletableFuture<Sound> asked =
                speaker.say(order.sentence, order.voice).toCompletableFuture();
        CompletionStage<Sound> over = order.said;
        over.whenComplete((_, _) -> asked.cancel(true));
        return asked.exceptionallyCompose(failure -> order.said.isCancelled()
                ? CompletableFuture.completedFuture(Wav.silence())
                : CompletableFuture.failedFuture(failure));
    }

    private SpeechFailure told(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return switch (cause) {
            case SpeechFailure known -> known;
            case CircuitBreakerOpenException _ ->
                new SpeechFailure(engine + " rests because it failed again and again");
            case TimeoutException _ -> new SpeechFailure(engine + " took too long");
            case CancellationException _ -> new SpeechFailure(engine + " was given up");
            default -> {
                // Not its message, which may quote the sentence.
                LOG.warn("{} failed: {}", engine, cause.getClass());
                yield new SpeechFailure(engine + " failed at this sentence");
            }
        };
    }
}
