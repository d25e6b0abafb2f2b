package parley.engine.upstream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.pf.PFBuilder;
import org.apache.pekko.stream.javadsl.Source;
import parley.engine.llm.ChatModel;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;
import parley.engine.llm.Prompt;
import parley.engine.upstream.UpstreamSettings.Retries;

/**
 * Asks a model again that failed before anything of its answer was seen and may do better: with growing pauses, and not
 * before its provider wants to be asked. Whatever fails later, or for good, passes through as it is.
 *
 * @param chance where the part of a pause comes from that is left to it, 0 to 1
 * @param again is told of each failure after which it is asked again
 */
record Patient(ChatModel model, Retries retries, Clock clock, DoubleSupplier chance, Consumer<ModelFailure> again)
        implements ChatModel {

    /** Cancelling ends a pause at once. */
    @Override
    public Source<Chunk, NotUsed> answer(Prompt prompt) {
        return Source.lazySource(() -> new Tries(prompt, clock.instant()).all()) // chunks of all tries
                .mapMaterializedValue(_ -> NotUsed.getInstance());
    }

    @Override
    public Optional<byte[]> wire(Prompt prompt) {
        return model.wire(prompt);
    }

    /** The tries of one answer. Used by one stream only. */
    private final class Tries {
        private final Prompt prompt;
        private final Instant began;
        private int count;
        private boolean seen;

        Tries(Prompt prompt, Instant began) {
            this.prompt = prompt;
            this.began = began;
        }

        Source<Chunk, NotUsed> all() {
            return next() // chunks of the first try
                    .recoverWithRetries(
                            retries.tries() - 1,
                            new PFBuilder<Throwable, Source<Chunk, NotUsed>>()
                                    .match(ModelFailure.class, this::worthIt, this::later)
                                    .build()) // and of those that follow
                    .mapError(TurnedAway.class, TurnedAway::why);
        }

        private Source<Chunk, NotUsed> next() {
            count++;
            return model.answer(prompt).map(this::noted);
        }

        private Chunk noted(Chunk chunk) {
            if (!(chunk instanceof Chunk.Waiting)) seen = true;
            return chunk;
        }

        private boolean worthIt(ModelFailure failure) {
            if (seen || count >= retries.tries()) return false;
            Duration least = shortest(failure);
            return least.compareTo(retries.longestWait()) <= 0
                    && !(failure instanceof ModelFailure.Refused)
                    && !clock.instant().plus(least).isAfter(began.plus(retries.within()));
        }

        private Source<Chunk, NotUsed> later(ModelFailure failure) {
            again.accept(failure);
            double grown = retries.from().toMillis() * Math.pow(2, count - 1);
            double backoff = Math.min((double) retries.to().toMillis(), grown);
            double spread = backoff * retries.jitter() * chance.getAsDouble();
            Duration asked = shortest(failure);
            Duration pause = asked.isZero()
                    ? Duration.ofMillis(Math.round(backoff - spread))
                    : asked.plusMillis(Math.round(spread));
            return Source.single(prompt).initialDelay(pause).flatMapConcat(_ -> next());
        }

        private static Duration shortest(ModelFailure failure) {
            return failure instanceof ModelFailure.Throttled it
                            && !it.retryAfter().isNegative()
                    ? it.retryAfter()
                    : Duration.ZERO;
        }
    }
}
