package parley.engine.conversation;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a room that is asked to leave its node may go: between two sentences where its model can go on from there on
 * another node, else between two turns; and after a while in any case, as the node will not wait for ever.
 */
final class Leaving {
    /** How often a room that has been asked looks whether it may go. */
    static final Duration LOOK = Duration.ofMillis(30);

    /**
     * How long it may take. Below pekko.cluster.sharding.handoff-timeout and the phase of the shutdown that waits for it,
     * and below the 5 seconds after which sharding complains of rooms that do not stop.
     */
    private static final Duration LONGEST = Duration.ofSeconds(4);

    private final Coordinator coordinator;
    private @Nullable Instant asked;
    private int sentences;
    private int turn;

    Leaving(Coordinator coordinator) {
        this.coordinator = coordinator;
    }

    /** Whether it has been asked to. */
    boolean asked() {
        return asked != null;
    }

    /** Asked again and again, from when it is to leave until it may. */
    boolean may(Transcript transcript, boolean speaking, Instant now) {
        OpenTurn open = transcript.open();
        if (open == null || !speaking) return true;
        if (asked == null) {
            asked = now;
            turn = open.turn();
            sentences = open.sentences().size();
        }
        if (open.turn() != turn || now.isAfter(asked.plus(LONGEST))) return true;
        return open.sentences().size() > sentences && coordinator.attempts().goesOn(open);
    }
}
