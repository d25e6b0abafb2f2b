package parley.engine.ledger;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding.ShardCommand;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.pattern.StatusReply;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandlerWithReply;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;
import parley.engine.kernel.Journaled;
import parley.engine.kernel.Message;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Resident;
import parley.engine.kernel.UserId;

/**
 * One account's credits. Held before a turn and settled after it, each id once; never more is held than is there, so a
 * turn that started can always be paid and the balance never falls below zero.
 */
public final class Account extends Resident<Account.Command, Account.Event, Credits> {
    static final EntityTypeKey<Command> KEY = EntityTypeKey.create(Command.class, "Account");
    /** Far above any real amount, far below an overflow. */
    private static final long MOST = 1_000_000_000_000_000L;

    // Commands: what may be asked.

    sealed interface Command extends Message {}

    record GetBalance(ActorRef<StatusReply<Balance>> replyTo) implements Command {}

    record Grant(String grant, long credits, String reason, Instant at, ActorRef<StatusReply<Balance>> replyTo)
            implements Command {}

    record Hold(HoldId hold, long credits, Instant at, ActorRef<StatusReply<Balance>> replyTo) implements Command {}

    record Settle(HoldId hold, long credits, String reason, Instant at, ActorRef<StatusReply<Balance>> replyTo)
            implements Command {}

    record Release(HoldId hold, Instant at, ActorRef<StatusReply<Balance>> replyTo) implements Command {}

    record Waste(String entry, long credits, String reason, Instant at, ActorRef<StatusReply<Balance>> replyTo)
            implements Command {}

    record Idle() implements Command {}

    // Events: what has happened.

    /** What can have happened to an account. */
    public sealed interface Event extends Journaled {
        /** When it happened. */
        Instant at();

        /** What is true after it. */
        Credits appliedTo(Credits credits);
    }

    @JsonTypeName("account.granted")
    public record Granted(String grant, long credits, String reason, Instant at) implements Event {
        @Override
        public Credits appliedTo(Credits account) {
            return account.granted(grant, credits);
        }
    }

    @JsonTypeName("account.held")
    public record Held(HoldId hold, long credits, Instant at) implements Event {
        @Override
        public Credits appliedTo(Credits account) {
            return account.held(hold, credits);
        }
    }

    /** A hold ended; {@code credits} of it were taken, the rest is free again. */
    @JsonTypeName("account.settled")
    public record Settled(HoldId hold, long credits, String reason, Instant at) implements Event {
        @Override
        public Credits appliedTo(Credits account) {
            return account.settled(hold, credits);
        }
    }

    /** A hold ended without a charge, or was ended before it came. */
    @JsonTypeName("account.released")
    public record Released(HoldId hold, Instant at) implements Event {
        @Override
        public Credits appliedTo(Credits account) {
            return account.released(hold);
        }
    }

    /** A cost was booked that nobody pays for. */
    @JsonTypeName("account.wasted")
    public record Wasted(String entry, long credits, String reason, Instant at) implements Event {
        @Override
        public Credits appliedTo(Credits account) {
            return account.wasted(entry, credits);
        }
    }

    // Behaviour: how commands become events.

    private final UserId owner;
    private final LedgerSettings settings;

    private Account(
            UserId owner, ActorContext<Command> context, ActorRef<ShardCommand> shard, LedgerSettings settings) {
        super(PersistenceId.of(KEY.name(), owner.value()), context, shard, settings.entity(), new Idle());
        this.owner = owner;
        this.settings = settings;
    }

    static Behavior<Command> create(UserId owner, ActorRef<ShardCommand> shard, LedgerSettings settings) {
        return Behaviors.setup(context -> new Account(owner, context, shard, settings));
    }

    @Override
    public Credits emptyState() {
        return Credits.NONE;
    }

    @Override
    public CommandHandlerWithReply<Command, Event, Credits> commandHandler() {
        return (account, command) -> switch (command) {
            case GetBalance get -> answer(get.replyTo, account.balance());
            case Grant grant -> onGrant(account, grant);
            case Hold hold -> onHold(account, hold);
            case Settle settle -> onSettle(account, settle);
            case Release release -> onRelease(account, release);
            case Waste waste -> onWaste(account, waste);
            case Idle idle -> moveOut();
        };
    }

    private ReplyEffect<Event, Credits> onGrant(Credits account, Grant grant) {
        if (account.grants().contains(grant.grant)) return answer(grant.replyTo, account.balance());
        if (grant.credits < 1 || grant.credits > MOST - account.granted())
            return refuse(grant.replyTo, Refusal.invalid("a grant must be 1 credit or more, and not absurdly many"));
        return record(new Granted(grant.grant, grant.credits, grant.reason, grant.at), grant.replyTo);
    }

    private ReplyEffect<Event, Credits> onHold(Credits account, Hold hold) {
        if (account.holds().containsKey(hold.hold)) return answer(hold.replyTo, account.balance());
        if (account.ended().how(hold.hold.value()).isPresent())
            return refuse(hold.replyTo, Refusal.conflict("that hold has ended"));
        if (hold.credits < 0) return refuse(hold.replyTo, Refusal.invalid("a hold is never negative"));
        if (hold.credits > account.available())
            return refuse(
                    hold.replyTo,
                    Refusal.exhausted(
                            "Insufficient credits. Required: " + hold.credits + ", Available: " + account.available()));
        return record(new Held(hold.hold, hold.credits, hold.at), hold.replyTo);
    }

    private ReplyEffect<Event, Credits> onSettle(Credits account, Settle settle) {
        Long held = account.holds().get(settle.hold);
        if (held == null)
            return account.ended()
                    .how(settle.hold.value())
                    .map(how -> how == Ended.How.SETTLED
                            ? answer(settle.replyTo, account.balance())
                            : refuse(settle.replyTo, Refusal.conflict("that hold has been released")))
                    .orElseGet(() -> refuse(settle.replyTo, Refusal.notFound("there is no such hold")));
        if (settle.credits < 0) return refuse(settle.replyTo, Refusal.invalid("a cost is never negative"));
        long charged = Math.min(settle.credits, held);
        return record(new Settled(settle.hold, charged, settle.reason, settle.at), settle.replyTo);
    }

    private ReplyEffect<Event, Credits> onRelease(Credits account, Release release) {
        return account.ended()
                .how(release.hold.value())
                .map(how -> how == Ended.How.RELEASED
                        ? answer(release.replyTo, account.balance())
                        : refuse(release.replyTo, Refusal.conflict("that hold has been settled")))
                .orElseGet(() -> record(new Released(release.hold, release.at), release.replyTo));
    }

    private ReplyEffect<Event, Credits> onWaste(Credits account, Waste waste) {
        if (!owner.equals(Accounts.WASTE))
            return refuse(waste.replyTo, Refusal.forbidden("waste is never booked on a user"));
        if (account.ended().how(waste.entry).isPresent()) return answer(waste.replyTo, account.balance());
        if (waste.credits < 0 || waste.credits > MOST - account.wasted())
            return refuse(waste.replyTo, Refusal.invalid("a cost is never negative, and not absurdly large"));
        return record(new Wasted(waste.entry, waste.credits, waste.reason, waste.at), waste.replyTo);
    }

    private ReplyEffect<Event, Credits> record(Event event, ActorRef<StatusReply<Balance>> replyTo) {
        return Effect().persist(event).thenReply(replyTo, account -> StatusReply.success(account.balance()));
    }

    /** Memory is bounded here and not in the events, so that the bound may change without touching what happened. */
    @Override
    public EventHandler<Credits, Event> eventHandler() {
        return (account, event) -> event.appliedTo(account).remembering(settings.endedRemembered());
    }
}
