package parley.engine.conversation;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Source;
import parley.engine.agent.Participant;
import parley.engine.kernel.UserId;
import parley.engine.speech.Sound;

/** The door to every conversation. Only its owner may see or touch one; to anybody else it is NOT_FOUND. */
public interface Conversations {
    /** Conversations on this system's cluster. */
    static Conversations sharded(ActorSystem<?> system, Engines engines, ConversationSettings settings) {
        return new ShardedConversations(system, engines, settings);
    }

    /** Opens a room of 1 to 16 participants. CONFLICT where the id is taken; the same request again is answered alike. */
    CompletionStage<ConversationView> open(
            ConversationId id, UserId owner, String title, List<Participant> participants);

    /**
     * Says something and lets agents answer for {@code turns} turns, 1 to 200. The same message id again is answered
     * alike and done once. CONFLICT while a round is running; EXHAUSTED where not even one turn can be paid.
     */
    CompletionStage<Accepted> say(ConversationId id, UserId author, String message, String text, int turns);

    /** Ends the running round, if any, with all its viewers watching; answers the conversation as it then is. */
    CompletionStage<ConversationView> stop(ConversationId id, UserId who);

    /** The conversation as it is. */
    CompletionStage<ConversationView> view(ConversationId id, UserId who);

    /** Deletes a conversation; it is NOT_FOUND afterwards. A running round is stopped first. */
    CompletionStage<ConversationView> delete(ConversationId id, UserId who);

    /**
     * Everything after a cursor, for ever: first from the journal, then live, with no gap and nothing twice. A viewer
     * that falls behind is served from the journal. Fails with a Refusal where {@code who} may not watch.
     */
    Source<FeedEvent, NotUsed> watch(ConversationId id, UserId who, Cursor after);

    /** Everything recorded after a cursor until now, from the journal alone. For replays: asks nobody's leave. */
    Source<FeedEvent.Recorded, NotUsed> history(ConversationId id, Cursor after);

    /** One recorded sentence as sound, synthesised anew where it is not at hand. */
    CompletionStage<Sound> sound(ConversationId id, UserId who, int turn, int sentence);

    /** Wakes a conversation so that it goes on with what it has to do. */
    void wake(ConversationId id);
}
