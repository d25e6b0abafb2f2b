package parley.http.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Source;
import parley.engine.conversation.FeedEvent;

/**
 * How fast a conversation is played again.
 *
 * @param speed so many times as fast as it was, above 0; infinite for no pauses at all
 */
public record Pace(double speed) {
    /** As fast as it can be read. */
    public static final Pace INSTANT = new Pace(Double.POSITIVE_INFINITY);

    /** As it was. */
    public static final Pace AS_IT_WAS = new Pace(1);

    public Pace {
        if (!(speed > 0)) throw new IllegalArgumentException("a speed is above 0");
    }

    /** Keeps the pauses between events. */
    public Flow<FeedEvent.Recorded, FeedEvent.Recorded, NotUsed> flow() {
        if (Double.isInfinite(speed)) return Flow.create();
        return Flow.of(FeedEvent.Recorded.class)
                .statefulMap(
                        () -> Instant.MAX,
                        (before, it) -> Pair.create(it.event().at(), Pair.create(pause(before, it), it)),
                        _ -> Optional.empty()) // events with the pauses before them
                .flatMapConcat(it -> after(it.first(), it.second()));
    }

    private static Source<FeedEvent.Recorded, NotUsed> after(Duration pause, FeedEvent.Recorded event) {
        return pause.isZero() ? Source.single(event) : Source.single(event).initialDelay(pause);
    }

    private Duration pause(Instant before, FeedEvent.Recorded event) {
        if (before.equals(Instant.MAX)) return Duration.ZERO;
        long millis = Math.max(0, Duration.between(before, event.event().at()).toMillis());
        return Duration.ofMillis(Math.round(millis / speed));
    }
}
