package parley.engine.conversation;

import org.jspecify.annotations.Nullable;

/**
 * How often the turn in mid-air was handed over from one server to another.
 *
 * @param times so many of its attempts ended like this
 * @param latest the latest of them
 */
record HandOvers(int times, int latest) {
    /** How an attempt ended that another one follows, in a word for those who count and read. */
    static String ending(ConversationEvent.TurnSuperseded it) {
        return it.handedOver() ? "handed-over" : "superseded";
    }

    static HandOvers after(@Nullable HandOvers before, int attempt) {
        return new HandOvers(before == null ? 1 : before.times() + 1, attempt);
    }
}
