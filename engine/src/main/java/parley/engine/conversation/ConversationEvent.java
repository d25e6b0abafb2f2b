package parley.engine.conversation;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import parley.engine.agent.AgentId;
import parley.engine.agent.Participant;
import parley.engine.floor.Choice;
import parley.engine.kernel.Journaled;
import parley.engine.kernel.UserId;
import parley.engine.ledger.HoldId;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelRef;
import parley.engine.llm.Usage;

/**
 * What can have happened in a conversation. Turns count from 1 through the whole conversation, attempts from 1 in each
 * turn, sentences from 0 in each turn; offsets are UTF-16 units from the beginning of the turn's text. Each attempt that
 * started ends in exactly one of completed, stopped, failed or superseded.
 */
public sealed interface ConversationEvent extends Journaled {
    /** When it happened. */
    Instant at();

    @JsonTypeName("conversation.opened")
    record Opened(UserId owner, String title, List<Participant> participants, Instant at) implements ConversationEvent {
        public Opened {
            participants = List.copyOf(participants);
        }
    }

    @JsonTypeName("conversation.message-said")
    record MessageSaid(String message, UserId author, String text, Instant at) implements ConversationEvent {}

    /** Agents answer the last message, one turn after the other, until {@code turns} turns have ended. */
    @JsonTypeName("conversation.round-started")
    record RoundStarted(int round, int turns, Instant at) implements ConversationEvent {}

    /** A turn began; {@code from} is how much of its text earlier attempts left standing, {@code hold} in credits. */
    @JsonTypeName("conversation.turn-started")
    record TurnStarted(
            int turn,
            int attempt,
            AgentId speaker,
            Choice why,
            ModelRef model,
            HoldId hold,
            long credits,
            int from,
            Instant at)
            implements ConversationEvent {}

    /** A sentence closed. The texts of a turn's sentences, joined, are the turn's text to the letter. */
    @JsonTypeName("conversation.sentence-spoken")
    record SentenceSpoken(int turn, int attempt, int index, int start, String text, Instant at)
            implements ConversationEvent {}

    /** A spoken sentence can be heard for so many milliseconds. */
    @JsonTypeName("conversation.sentence-voiced")
    record SentenceVoiced(int turn, int index, long millis, Instant at) implements ConversationEvent {}

    @JsonTypeName("conversation.turn-completed")
    record TurnCompleted(int turn, int attempt, Chunk.Reason reason, Usage usage, long credits, Instant at)
            implements ConversationEvent {}

    /** Somebody said stop; what was spoken stays and is paid for. */
    @JsonTypeName("conversation.turn-stopped")
    record TurnStopped(int turn, int attempt, Usage usage, long credits, Instant at) implements ConversationEvent {}

    /** The model or the ledger said no; {@code code} is stable, {@code reason} is for people. Nothing is charged. */
    @JsonTypeName("conversation.turn-failed")
    record TurnFailed(int turn, int attempt, String code, String reason, Instant at) implements ConversationEvent {}

    /** An attempt was lost to a crash; text after {@code kept} is struck, the next attempt goes on from there. */
    @JsonTypeName("conversation.turn-superseded")
    record TurnSuperseded(int turn, int attempt, int kept, long wasted, Instant at) implements ConversationEvent {}

    /** The ledger has settled or released the turn's hold; each ended turn has exactly one. */
    @JsonTypeName("conversation.turn-charged")
    record TurnCharged(int turn, long credits, Instant at) implements ConversationEvent {}

    @JsonTypeName("conversation.round-ended")
    record RoundEnded(int round, Ending ending, Instant at) implements ConversationEvent {}

    @JsonTypeName("conversation.deleted")
    record Deleted(Instant at) implements ConversationEvent {}

    /** Why a round ended. */
    enum Ending {
        LIMIT,
        STOPPED,
        FAILED
    }
}
