package parley.engine.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.pattern.StatusReply;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.Participant;
import parley.engine.conversation.Rules.WhenBusy;
import parley.engine.kernel.Message;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.ledger.HoldId;
import parley.engine.tool.ToolResult;

/** What may be asked of a conversation. */
sealed interface ConversationCommand extends Message {
    /** Says no to whoever asked, if anybody did. */
    default void refuse(Refusal refusal) {}

    /** Names the span of a trace that this comes from, as W3C Trace Context writes it; absent where nobody traces. */
    default @Nullable String traceparent() {
        return null;
    }

    /** What somebody waits for an answer to. */
    sealed interface Request<T> extends ConversationCommand {
        ActorRef<StatusReply<T>> replyTo();

        @Override
        default void refuse(Refusal refusal) {
            replyTo().tell(refusal.reply());
        }
    }

    record Open(
            UserId owner,
            String title,
            List<Participant> participants,
            Rules rules,
            Instant at,
            ActorRef<StatusReply<ConversationView>> replyTo)
            implements Request<ConversationView> {}

    /** Begins as a fork of another conversation, which has been asked already. */
    record Fork(ConversationEvent.Forked forked, ActorRef<StatusReply<Begun>> replyTo) implements Request<Begun> {}

    /** A fork is there; {@code fresh} where it was not before. */
    record Begun(boolean fresh) implements Message {}

    record Say(
            UserId author,
            String message,
            String text,
            int turns,
            @Nullable WhenBusy whenBusy,
            Instant at,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String traceparent,

            ActorRef<StatusReply<Accepted>> replyTo)
            implements Request<Accepted> {}

    record Direct(
            UserId who,
            Direction direction,
            Instant at,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String traceparent,

            ActorRef<StatusReply<ConversationView>> replyTo)
            implements Request<ConversationView> {}

    record Stop(UserId who, Instant at, ActorRef<StatusReply<ConversationView>> replyTo)
            implements Request<ConversationView> {}

    record Delete(UserId who, Instant at, ActorRef<StatusReply<ConversationView>> replyTo)
            implements Request<ConversationView> {}

    record Share(UserId who, boolean shared, Instant at, ActorRef<StatusReply<ConversationView>> replyTo)
            implements Request<ConversationView> {}

    /** Brings in lines, once for each key. */
    record Add(
            UserId who, String key, List<PastLine> lines, Instant at, ActorRef<StatusReply<ConversationView>> replyTo)
            implements Request<ConversationView> {
        public Add {
            lines = List.copyOf(lines);
        }
    }

    /** Asks for a conversation that is shared. */
    record ViewShared(ActorRef<StatusReply<ConversationView>> replyTo) implements Request<ConversationView> {}

    record View(UserId who, ActorRef<StatusReply<ConversationView>> replyTo) implements Request<ConversationView> {}

    /** Asks for one recorded sentence and who said it. */
    record Recall(UserId who, int turn, int sentence, ActorRef<StatusReply<Recalled>> replyTo)
            implements Request<Recalled> {}

    /** A recorded sentence, and the participant whose voice says it. */
    record Recalled(String text, Participant speaker) implements Message {}

    /** Asks for a fingerprint of the live state. */
    record Fingerprint(UserId who, ActorRef<StatusReply<Print>> replyTo) implements Request<Print> {}

    /** SHA-256 of the live state after an event. */
    record Print(String state, long sequence) implements Message {}

    /**
     * Lets a viewer in, which may be a listener by a name; it is told {@link Live} from then on, from another node by the
     * courier of its own. A node of an older build names none.
     */
    record Watch(
            UserId who,
            ActorRef<Live> viewer,
            @Nullable String listener,
            @Nullable ActorRef<Courier.Command> courier) implements ConversationCommand {
        Feed.Attach attach() {
            return new Feed.Attach(viewer, listener, courier);
        }

        @Override
        public void refuse(Refusal refusal) {
            viewer.tell(new Live.Refused(refusal.kind(), refusal.reason()));
        }
    }

    /** A listener has played everything up to this sentence. */
    record Played(UserId who, String listener, int turn, int sentence, ActorRef<StatusReply<Done>> replyTo)
            implements Request<Done> {
        Feed.Played told() {
            return new Feed.Played(listener, turn, sentence, replyTo);
        }
    }

    /** Goes on with whatever is to be done: recovers a lost turn, starts the next one, pays what is owed. */
    record Continue() implements ConversationCommand {}

    /** What the running turn, the models and the ledger tell; none of it leaves the node. */
    sealed interface Inner extends ConversationCommand {}

    /** The past that a fork shares with its parent was read, or could not be. */
    record PastRead(Transcript past, @Nullable Throwable failure) implements Inner {}

    /** What is stored cannot be read. */
    record Quarantine(String reason) implements Inner {}

    /** The ledger's word; {@code reason} is for people where it is no. */
    record Answer(How how, String reason) {
        enum How {
            HELD,
            REFUSED,
            LATE
        }
    }

    record HoldAnswered(int turn, int attempt, Answer answer) implements Inner {}

    record QuestionHeld(int question, Answer answer) implements Inner {}

    /** More is held for the running turn, {@code credits} in all, or is not. */
    record HoldGrown(int turn, int attempt, long credits, Answer answer) implements Inner {}

    /** What a request begins can be paid for, or cannot. */
    record Admitted(ConversationCommand request, @Nullable Refusal no) implements Inner {}

    record ErrandDone(Errand errand, Errand.Outcome outcome) implements Inner {}

    /** What the running turn made of its model's answer since it last told. */
    record Tell(int turn, int attempt, List<Piece> pieces, ActorRef<Done> replyTo) implements Inner {
        public Tell {
            pieces = List.copyOf(pieces);
        }
    }

    /** A tool that the running turn waits for is done. */
    record ToolDone(int turn, int attempt, int call, ToolResult result, long millis) implements Inner {}

    /** A call has waited for leave long enough. */
    record ToolLate(int turn, int call) implements Inner {}

    /** The tools that the running turn wants go on. */
    record ToolsGoOn() implements Inner {}

    record Voice(int turn, int index, long millis) implements Inner {}

    /** The turn's stream is over, sound and all; a failure here is one of ours. */
    record Drained(int turn, int attempt, String failure) implements Inner {}

    /** The ledger has booked what a turn or a question owes. */
    record Charged(HoldId hold, long credits) implements Inner {}

    record ChargeDelayed(HoldId hold) implements Inner {}

    /** The time of a round may be up. */
    record TimeUp() implements Inner {}

    record Watched(boolean watched) implements Inner {}

    record Idle() implements Inner {}

    /** The room is to leave this node: it has slept, or its shard moves. */
    record Leave() implements Inner {}
}
