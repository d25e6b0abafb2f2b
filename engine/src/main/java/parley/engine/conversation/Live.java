package parley.engine.conversation;

import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.kernel.Message;
import parley.engine.kernel.Refusal;

/** What a feed tells one viewer. */
sealed interface Live extends Message {

    /**
     * From now on every event after {@code sequence} is told. Before it, the viewer reads the journal.
     *
     * @param turn the running turn, 0 where none runs
     * @param text its text so far, recorded or not
     */
    record Attached(
            long sequence, int turn, int attempt, @Nullable AgentId speaker, String text, ActorRef<Feed.Command> feed)
            implements Live {
        /** The nearest place of the stream. */
        Cursor cursor() {
            return new Cursor(sequence, text.length());
        }
    }

    /** The viewer may not watch. */
    record Refused(Refusal.Kind kind, String reason) implements Live {}

    /** Something happened. */
    record Happened(FeedEvent event) implements Live {}
}
