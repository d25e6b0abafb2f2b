package parley.http.wire;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;
import parley.engine.llm.Usage;

/**
 * What came of one answer.
 *
 * @param end the reason of a good end or the code of the failure, and how long to wait where it says so
 * @param text what was said
 * @param usage what was used, where the end was good
 */
record Outcome(String end, String text, @Nullable Usage usage) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Waits for the end; whatever no answer may do fails here. */
    static Outcome of(Source<Chunk, ?> answer, ActorSystem system) {
        List<Chunk> chunks = new CopyOnWriteArrayList<>();
        CompletableFuture<?> done =
                answer.runWith(Sink.foreach(chunks::add), system).toCompletableFuture();
        try {
            done.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
            return ended(chunks);
        } catch (CompletionException failed) {
            return failed(chunks, failed.getCause());
        }
    }

    private static Outcome ended(List<Chunk> chunks) {
        long ends = chunks.stream().filter(Chunk.Finished.class::isInstance).count();
        if (ends != 1 || !(chunks.getLast() instanceof Chunk.Finished end))
            return new Outcome("ended " + ends + " times", text(chunks), null);
        return new Outcome(end.reason().name(), text(chunks), end.usage());
    }

    private static Outcome failed(List<Chunk> chunks, @Nullable Throwable failure) {
        boolean whole = chunks.stream().anyMatch(Chunk.Finished.class::isInstance);
        return new Outcome((whole ? "finished, then " : "") + told(failure), text(chunks), null);
    }

    private static String told(@Nullable Throwable failure) {
        if (!(failure instanceof ModelFailure known)) return String.valueOf(failure);
        if (String.valueOf(known.getMessage()).contains(Canary.KEY)) return "shows the key";
        return known instanceof ModelFailure.Throttled throttled
                ? known.code() + " " + seconds(throttled.retryAfter())
                : known.code();
    }

    /** Whole minutes are rounded up to, since what is left until a date is a little less. */
    private static String seconds(Duration wait) {
        double seconds = wait.toMillis() / 1000.0;
        if (seconds > 45 && seconds <= 60) return "until then";
        return (seconds == Math.rint(seconds) ? Long.toString(Math.round(seconds)) : Double.toString(seconds)) + "s";
    }

    private static String text(List<Chunk> chunks) {
        StringBuilder text = new StringBuilder();
        for (Chunk each : chunks) if (each instanceof Chunk.Text said) text.append(said.text());
        return text.toString();
    }
}
