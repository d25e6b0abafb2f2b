package parley.engine.conversation;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_DEFAULT;
import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_EMPTY;
import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.agent.Participant;
import parley.engine.conversation.Rules.WhenBusy;
import parley.engine.floor.Choice;
import parley.engine.kernel.Journaled;
import parley.engine.kernel.UserId;
import parley.engine.ledger.HoldId;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelRef;
import parley.engine.llm.Usage;
import parley.engine.price.Price;

/**
 * What can have happened in a conversation. Turns count from 1 through the whole conversation, attempts from 1 in each
 * turn, sentences from 0 in each turn; offsets are UTF-16 units from the beginning of the turn's text. Each attempt that
 * started ends in exactly one of completed, stopped, failed or superseded. Lines count from 1 in the order in which they
 * ended; nothing is ever overwritten, a branch is left by moving the head.
 */
public sealed interface ConversationEvent extends Journaled {
    /** When it happened. */
    Instant at();

    /** What happens with the tools of a running turn. */
    sealed interface ToolEvent extends ConversationEvent permits ToolCalled, ToolApproved, ToolRefused, ToolAnswered {
        int turn();
    }

    @JsonTypeName("conversation.opened")
    record Opened(UserId owner, String title, List<Participant> participants, Instant at) implements ConversationEvent {
        public Opened {
            participants = List.copyOf(participants);
        }
    }

    /** The conversation begins where another one was after its event {@code sequence}; that one is not touched. */
    @JsonTypeName("conversation.forked")
    record Forked(ConversationId parent, long sequence, UserId owner, String title, Instant at)
            implements ConversationEvent {}

    @JsonTypeName("conversation.rules-set")
    record RulesSet(Rules rules, Instant at) implements ConversationEvent {}

    @JsonTypeName("conversation.agent-seated")
    record AgentSeated(Participant participant, Instant at) implements ConversationEvent {}

    @JsonTypeName("conversation.agent-unseated")
    record AgentUnseated(AgentId agent, Instant at) implements ConversationEvent {}

    @JsonTypeName("conversation.agent-muted")
    record AgentMuted(AgentId agent, Instant at) implements ConversationEvent {}

    @JsonTypeName("conversation.agent-unmuted")
    record AgentUnmuted(AgentId agent, Instant at) implements ConversationEvent {}

    /** A person said something; while a turn runs, its line comes after the turn's. */
    @JsonTypeName("conversation.message-said")
    record MessageSaid(String message, UserId author, String text, Instant at) implements ConversationEvent {}

    /** Who the person is to the characters from now on, or from the end of the running turn. */
    @JsonTypeName("conversation.introduced")
    record Introduced(String name, String description, Instant at) implements ConversationEvent {}

    /** A character greets with one of its card's greetings, as the first line; {@code text} is how it was said. */
    @JsonTypeName("conversation.greeted")
    record Greeted(AgentId agent, int greeting, String text, Instant at) implements ConversationEvent {}

    /** Lines were brought in that nobody said here, once for each {@code key}. */
    @JsonTypeName("conversation.lines-added")
    record LinesAdded(String key, List<PastLine> lines, Instant at) implements ConversationEvent {
        public LinesAdded {
            lines = List.copyOf(lines);
        }
    }

    /** A message waits for the running round to end, or stops it; it is said afterwards. */
    @JsonTypeName("conversation.message-queued")
    record MessageQueued(String message, UserId author, String text, int turns, WhenBusy how, Instant at)
            implements ConversationEvent {}

    /** A word to whoever speaks from now on, which nobody says aloud. */
    @JsonTypeName("conversation.steered")
    record Steered(String text, Instant at) implements ConversationEvent {}

    /** Agents answer the last message, one turn after the other, until {@code turns} turns have ended. */
    @JsonTypeName("conversation.round-started")
    record RoundStarted(int round, int turns, Instant at) implements ConversationEvent {}

    @JsonTypeName("conversation.round-paused")
    record RoundPaused(int round, Instant at) implements ConversationEvent {}

    @JsonTypeName("conversation.round-resumed")
    record RoundResumed(int round, Instant at) implements ConversationEvent {}

    /** The running turn is the last of its round. */
    @JsonTypeName("conversation.end-called")
    record EndCalled(int round, String reason, Instant at) implements ConversationEvent {}

    /** Who is to speak in a turn that has not begun; the last word before it begins is the one that counts. */
    @JsonTypeName("conversation.speaker-proposed")
    record SpeakerProposed(
            int turn,
            AgentId speaker,
            Choice why,
            boolean approved,

            @JsonInclude(NON_NULL) @Nullable Asked asked,

            Instant at)
            implements ConversationEvent {}

    @JsonTypeName("conversation.turn-approved")
    record TurnApproved(int turn, Instant at) implements ConversationEvent {}

    /** A model was asked whether the talk is done after so many turns of the round. */
    @JsonTypeName("conversation.judged")
    record Judged(int round, int turns, boolean done, String reason, Asked asked, Instant at)
            implements ConversationEvent {}

    /** What was said up to a line is told by a summary from now on; {@code fallback} where no model wrote it. */
    @JsonTypeName("conversation.condensed")
    record Condensed(int upTo, String summary, boolean fallback, Asked asked, Instant at)
            implements ConversationEvent {}

    /** A turn began; {@code from} is how much of its text earlier attempts left standing, {@code credits} are held. */
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

            @JsonInclude(NON_NULL) @Nullable Brief brief,

            @JsonInclude(NON_NULL) @Nullable Price price,

            Instant at)
            implements ConversationEvent {}

    /** More is held for the running turn: {@code credits} in all. */
    @JsonTypeName("conversation.hold-extended")
    record HoldExtended(int turn, long credits, Instant at) implements ConversationEvent {}

    /** A sentence closed. Those of a turn, joined, are its text to the letter; {@code kind} is null for a usual one. */
    @JsonTypeName("conversation.sentence-spoken")
    record SentenceSpoken(
            int turn,
            int attempt,
            int index,
            int start,
            String text,

            @JsonInclude(NON_NULL) @Nullable String kind,

            @JsonInclude(NON_NULL) @Nullable Figures figures,

            Instant at)
            implements ConversationEvent {}

    /** A sentence that nobody was told of; {@code hash} is its SHA-256, which viewers are not told either. */
    @JsonTypeName("conversation.sentence-blocked")
    record SentenceBlocked(
            int turn,
            int attempt,
            String rule,

            @JsonInclude(NON_EMPTY) String hash,

            int length,
            Figures figures,
            Instant at)
            implements ConversationEvent {}

    /** A spoken sentence can be heard for so many milliseconds; {@code after} as many since its turn began. */
    @JsonInclude(NON_NULL)
    @JsonTypeName("conversation.sentence-voiced")
    record SentenceVoiced(
            int turn, int index, long millis, @Nullable Long after, Instant at) implements ConversationEvent {}

    /** Of this turn's text only the first {@code length} UTF-16 units were heard, and nothing of later turns. */
    @JsonTypeName("conversation.heard")
    record Heard(int turn, int length, Instant at) implements ConversationEvent {}

    @JsonInclude(NON_NULL)
    @JsonTypeName("conversation.turn-completed")
    record TurnCompleted(
            int turn,
            int attempt,
            Chunk.Reason reason,
            Usage usage,
            long credits,
            @Nullable String hash,
            Instant at) implements ConversationEvent {}

    /** Somebody said stop, or a limit did, for this reason; what was spoken stays and is paid for. */
    @JsonInclude(NON_NULL)
    @JsonTypeName("conversation.turn-stopped")
    record TurnStopped(
            int turn,
            int attempt,
            Usage usage,
            long credits,
            @Nullable String hash,
            @Nullable String reason,
            Instant at)
            implements ConversationEvent {}

    /** The model or the ledger said no; {@code reason} is for people. Nothing is charged, {@code wasted} was written. */
    @JsonTypeName("conversation.turn-failed")
    record TurnFailed(
            int turn,
            int attempt,
            String code,
            String reason,

            @JsonInclude(NON_DEFAULT) long wasted,

            Instant at) implements ConversationEvent {}

    /**
     * A crash lost an attempt, or its model did and why, or it was {@code handedOver} in good order as its room went to
     * another server, which is no try; text after {@code kept} is struck, the next attempt goes on there.
     */
    @JsonInclude(NON_NULL)
    @JsonTypeName("conversation.turn-superseded")
    record TurnSuperseded(
            int turn,
            int attempt,
            int kept,
            long wasted,
            @Nullable String reason,

            @JsonInclude(NON_DEFAULT) boolean handedOver,

            Instant at)
            implements ConversationEvent {}

    /** The ledger has settled or released the turn's hold; each ended turn has exactly one. */
    @JsonTypeName("conversation.turn-charged")
    record TurnCharged(int turn, long credits, Instant at) implements ConversationEvent {}

    /** A model will be asked something beside the turns; {@code credits} are held for it. */
    @JsonTypeName("conversation.question-asked")
    record QuestionAsked(
            int question, Question kind, ModelRef model, HoldId hold, long credits, Price price, Instant at)
            implements ConversationEvent {}

    /** The open question is of no use any more, or cannot be paid for. Nothing is charged. */
    @JsonTypeName("conversation.question-dropped")
    record QuestionDropped(int question, String reason, Instant at) implements ConversationEvent {}

    /** The ledger has settled or released the question's hold; each question that was asked has exactly one. */
    @JsonTypeName("conversation.question-charged")
    record QuestionCharged(int question, long credits, Instant at) implements ConversationEvent {}

    /** A round is over; {@code limit} names what ended it where a limit did, {@code reason} is for people. */
    @JsonInclude(NON_NULL)
    @JsonTypeName("conversation.round-ended")
    record RoundEnded(
            int round,
            Ending ending,
            @Nullable String limit,
            @Nullable String reason,
            Instant at) implements ConversationEvent {}

    /** An agent's line in a person's words, beside the line as it was. */
    @JsonTypeName("conversation.line-edited")
    record LineEdited(int line, String text, Instant at) implements ConversationEvent {}

    /** What comes next follows this line; 0 is before the first. */
    @JsonTypeName("conversation.head-moved")
    record HeadMoved(int line, Move why, Instant at) implements ConversationEvent {}

    @JsonTypeName("conversation.line-pinned")
    record LinePinned(int line, Instant at) implements ConversationEvent {}

    @JsonTypeName("conversation.line-unpinned")
    record LineUnpinned(int line, Instant at) implements ConversationEvent {}

    /** Whoever has its address may read it, or nobody but the owner any more. */
    @JsonTypeName("conversation.shared")
    record Shared(boolean shared, Instant at) implements ConversationEvent {}

    @JsonTypeName("conversation.deleted")
    record Deleted(Instant at) implements ConversationEvent {}
}
