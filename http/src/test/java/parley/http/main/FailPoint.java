package parley.http.main;

import java.util.Arrays;
import java.util.List;
import parley.engine.conversation.ConversationEvent;
import parley.engine.kernel.JournalJson;

/** An exact place in the life of a room where a process may end. */
public enum FailPoint {
    /** The ledger has answered a hold; the turn has not begun to speak. */
    AFTER_HOLD,
    /** The first token of an answer has left the model. */
    FIRST_TOKEN,
    /** Some tokens into a sentence that is not the answer's first. */
    MID_SENTENCE,
    /** The turn's end is stored; the ledger is about to be asked to settle. */
    BEFORE_SETTLE,
    /** The ledger has stored a settlement; the room does not know. */
    AFTER_SETTLE,
    /** A room's snapshot is about to be written. */
    BEFORE_SNAPSHOT,
    /** The transaction of a room's snapshot is under way. */
    DURING_SNAPSHOT,
    /** A room's snapshot is stored; older ones are not yet deleted. */
    AFTER_SNAPSHOT,
    /** The transaction of a room's events is under way. */
    DURING_WRITE,
    /** A room's events are stored; the room does not know. */
    AFTER_WRITE,
    /** The beginning of a forked room is about to be written. */
    BEFORE_FORK,
    /** The transaction of a forked room's beginning is under way. */
    DURING_FORK,
    /** The beginning of a forked room is stored; the room does not know. */
    AFTER_FORK;

    static final String FORKED = "conversation.forked";

    /** Whether rooms can be forked here. */
    public static boolean forks() {
        return JournalJson.of(ConversationEvent.class).names().contains(FORKED);
    }

    /** The points that can be reached. */
    public static List<FailPoint> reachable() {
        return Arrays.stream(values())
                .filter(it -> forks() || !it.name().endsWith("_FORK"))
                .toList();
    }
}
