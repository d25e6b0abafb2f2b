package parley.engine.conversation;

import java.time.Instant;
import java.util.List;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.pattern.StatusReply;
import parley.engine.agent.Participant;
import parley.engine.kernel.Message;
import parley.engine.kernel.UserId;

/** What may be asked of a conversation. */
sealed interface ConversationCommand extends Message {

    record Open(
            UserId owner,
            String title,
            List<Participant> participants,
            Instant at,
            ActorRef<StatusReply<ConversationView>> replyTo)
            implements ConversationCommand {}

    record Say(
            UserId author, String message, String text, int turns, Instant at, ActorRef<StatusReply<Accepted>> replyTo)
            implements ConversationCommand {}

    record Stop(UserId who, Instant at, ActorRef<StatusReply<ConversationView>> replyTo)
            implements ConversationCommand {}

    record Delete(UserId who, Instant at, ActorRef<StatusReply<ConversationView>> replyTo)
            implements ConversationCommand {}

    record View(UserId who, ActorRef<StatusReply<ConversationView>> replyTo) implements ConversationCommand {}

    /** Asks for one recorded sentence and who said it. */
    record Recall(UserId who, int turn, int sentence, ActorRef<StatusReply<Recalled>> replyTo)
            implements ConversationCommand {}

    /** A recorded sentence, and the participant whose voice says it. */
    record Recalled(String text, Participant speaker) implements Message {}

    /** Lets a viewer in; it is told {@link Live} from then on. */
    record Watch(UserId who, ActorRef<Live> viewer) implements ConversationCommand {}

    /** Goes on with whatever is to be done: recovers a lost turn, starts the next one, pays what is owed. */
    record Continue() implements ConversationCommand {}

    /** What the running turn and the ledger tell; none of it leaves the node. */
    sealed interface Inner extends ConversationCommand {}

    record HoldAnswered(int turn, int attempt, String refusal) implements Inner {}

    /** What the running turn made of its model's answer since it last told. */
    record Tell(int turn, int attempt, List<Piece> pieces, ActorRef<Done> replyTo) implements Inner {
        public Tell {
            pieces = List.copyOf(pieces);
        }
    }

    record Voice(int turn, int index, long millis) implements Inner {}

    /** The turn's stream is over, sound and all; a failure here is one of ours. */
    record Drained(int turn, int attempt, String failure) implements Inner {}

    record Charged(int turn, long credits) implements Inner {}

    record ChargeDelayed(int turn) implements Inner {}

    record Watched(boolean watched) implements Inner {}

    record Idle() implements Inner {}
}
