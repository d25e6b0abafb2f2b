package parley.engine.conversation;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.agent.Participant;
import parley.engine.conversation.Rules.WhenBusy;
import parley.engine.kernel.UserId;
import parley.engine.speech.Sound;

/**
 * The door to every conversation. Only its owner may see or touch one; to anybody else it is NOT_FOUND. One whose
 * journal cannot be read is QUARANTINED: it answers nothing else, and says why.
 */
public interface Conversations {
    /** Conversations on this system's cluster. */
    static Conversations sharded(ActorSystem<?> system, Engines engines, ConversationSettings settings) {
        return new ShardedConversations(system, engines, settings);
    }

    /** The same door for who comes with a trace: what is said and directed through it is part of that span. */
    default Conversations within(@Nullable String traceparent) {
        return this;
    }

    /** Opens a room of 1 to 16 participants. CONFLICT where the id is taken; the same request again is answered alike. */
    CompletionStage<ConversationView> open(
            ConversationId id, UserId owner, String title, List<Participant> participants, Rules rules);

    /** Opens a room that was opened elsewhere at some time. */
    CompletionStage<ConversationView> open(
            ConversationId id, UserId owner, String title, List<Participant> participants, Rules rules, Instant at);

    /**
     * Says something and lets agents answer for {@code turns} turns, 1 to 200. The same message id again is answered
     * alike and done once. While a round runs, {@code whenBusy} says what becomes of it, and the room's rules where it
     * is absent. EXHAUSTED where not even one turn can be paid.
     */
    CompletionStage<Accepted> say(
            ConversationId id, UserId author, String message, String text, int turns, @Nullable WhenBusy whenBusy);

    /** Directs a room; answers the conversation as it then is. CONFLICT where its state does not allow it. */
    CompletionStage<ConversationView> direct(ConversationId id, UserId who, Direction direction);

    /** Lets whoever has its address read a conversation, {@link #shared}, or nobody but its owner any more. */
    CompletionStage<ConversationView> share(ConversationId id, UserId who, boolean shared);

    /** A conversation as it is, for anybody; NOT_FOUND unless it is shared. */
    CompletionStage<ConversationView> shared(ConversationId id);

    /**
     * Brings in lines that were said elsewhere or are only to be kept, in this order after what was said: nobody answers
     * them and nothing is charged. At most 500 lines and 50 000 characters at once. CONFLICT while a round runs. The same
     * key again, of 1 to 128 characters, is answered alike and done once.
     */
    CompletionStage<ConversationView> add(ConversationId id, UserId who, String key, List<PastLine> lines);

    /** The same with the time at which the conversation was changed by it. */
    CompletionStage<ConversationView> add(ConversationId id, UserId who, String key, List<PastLine> lines, Instant at);

    /**
     * Ends the running round, if any, with all its viewers watching; answers the conversation as it then is. Messages
     * that waited are said and left unanswered.
     */
    CompletionStage<ConversationView> stop(ConversationId id, UserId who);

    /** The conversation as it is. */
    CompletionStage<ConversationView> view(ConversationId id, UserId who);

    /** The conversation as it was after an event. GONE where it is not that far yet. */
    CompletionStage<ConversationView> view(ConversationId id, UserId who, long at);

    /**
     * Begins another conversation where this one was after an event, 1 or later: the past is shared and not copied, the
     * parent is not touched, what was in mid-air there is cut. {@code child} must be an id of {@link
     * ConversationId#fork}; the same request again is answered alike.
     */
    CompletionStage<ConversationView> fork(
            ConversationId id, UserId who, ConversationId child, long at, @Nullable String title);

    /** Deletes a conversation; it is NOT_FOUND afterwards. A running round is stopped first. */
    CompletionStage<ConversationView> delete(ConversationId id, UserId who);

    /**
     * Everything after a cursor, for ever: first from the journal, then live, with no gap and nothing twice. A viewer
     * that falls behind is served from the journal. Fails with a Refusal where {@code who} may not watch, GONE where
     * the cursor is ahead of the conversation.
     */
    default Source<FeedEvent, NotUsed> watch(ConversationId id, UserId who, Cursor after) {
        return watch(id, who, after, null);
    }

    /**
     * The same for somebody who hears what is said, by a name of 1 to 64 letters, digits, {@code _} or {@code -}: as long
     * as the stream is open, only so many sentences become sound as are near enough to what the slowest listener has
     * played.
     */
    Source<FeedEvent, NotUsed> watch(ConversationId id, UserId who, Cursor after, @Nullable String listener);

    /**
     * A listener has played everything up to the end of this sentence. NOT_FOUND where nobody listens by that name.
     */
    CompletionStage<Done> played(ConversationId id, UserId who, String listener, int turn, int sentence);

    /** Everything recorded after a cursor until now, from the journal alone. For replays: asks nobody's leave. */
    Source<FeedEvent.Recorded, NotUsed> history(ConversationId id, Cursor after);

    /** Everything recorded after a cursor, up to and including an event; 0 for all until now. */
    CompletionStage<Source<FeedEvent.Recorded, NotUsed>> history(ConversationId id, UserId who, Cursor after, long to);

    /** How a turn's reply came about. */
    CompletionStage<Receipt> receipt(ConversationId id, UserId who, int turn);

    /**
     * What the coming turn's model would be asked now: of this speaker, or of whoever is most likely the next. Nobody is
     * asked, nothing is charged, nothing is recorded. NOT_FOUND where that agent does not sit there.
     */
    CompletionStage<Rehearsal> prompt(ConversationId id, UserId who, @Nullable AgentId speaker);

    /** What a past turn's model was asked, in its last attempt. */
    CompletionStage<Rehearsal> prompt(ConversationId id, UserId who, int turn);

    /** Folds the journal anew and compares: what was recorded with itself, and with the live state. */
    CompletionStage<Verification> verify(ConversationId id, UserId who);

    /** The same from the journal alone, for who holds the journal: asks nobody's leave and no live state. */
    CompletionStage<Verification> verify(ConversationId id);

    /** One recorded sentence as sound, synthesised anew where it is not at hand. */
    CompletionStage<Sound> sound(ConversationId id, UserId who, int turn, int sentence);

    /** Wakes a conversation so that it goes on with what it has to do. */
    void wake(ConversationId id);
}
