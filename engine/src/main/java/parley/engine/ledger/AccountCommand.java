package parley.engine.ledger;

import java.time.Instant;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.pattern.StatusReply;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Message;

/** What an account may be asked. */
sealed interface AccountCommand extends Message {

    /** What is there; what expired until then is gone. */
    record GetStanding(Instant at, ActorRef<StatusReply<Standing>> replyTo) implements AccountCommand {}

    /** Changes it. */
    record Carry(Order order, Instant at, ActorRef<StatusReply<Balance>> replyTo) implements AccountCommand {}

    /** Promises credits to a hold that will be asked for in a moment, so that nobody else gets them. */
    record Promise(
            HoldId hold, long credits, @Nullable Purpose purpose, Instant at, ActorRef<StatusReply<Balance>> replyTo)
            implements AccountCommand {}

    record Idle() implements AccountCommand {}
}
