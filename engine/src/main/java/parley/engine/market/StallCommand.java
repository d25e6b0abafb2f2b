package parley.engine.market;

import java.time.Instant;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.pattern.StatusReply;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.agent.Casting;
import parley.engine.kernel.Message;
import parley.engine.kernel.UserId;

/** What may be asked of an agent's stall. */
sealed interface StallCommand extends Message {
    record Publish(
            UserId publisher,
            Casting casting,
            Notice notice,
            Instant createdAt,
            Instant at,
            ActorRef<StatusReply<Offer>> replyTo)
            implements StallCommand {}

    record Withdraw(UserId publisher, Instant at, ActorRef<StatusReply<Offer>> replyTo) implements StallCommand {}

    /** Shows what is on offer, and to a user also what they have made of it. */
    record Show(@Nullable UserId who, ActorRef<StatusReply<Shown>> replyTo) implements StallCommand {}

    record Rate(Rating rating, ActorRef<StatusReply<Rating>> replyTo) implements StallCommand {}

    /** Says which agent the user makes of it, where the last one that the user made of it was {@code instead}. */
    record Take(UserId user, AgentId copy, @Nullable AgentId instead, Instant at, ActorRef<StatusReply<Shown>> replyTo)
            implements StallCommand {}

    record Idle() implements StallCommand {}

    /** What is on offer, and the agent that whoever asked has made of it. */
    record Shown(Offer offer, @Nullable AgentId copy) implements Message {}
}
