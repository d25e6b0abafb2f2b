package parley.engine.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding.ShardCommand;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.japi.function.Function;
import org.apache.pekko.pattern.StatusReply;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandlerWithReply;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Resident;
import parley.engine.kernel.UserId;
import parley.engine.measure.Measures;

/**
 * One account's credits. Held before a turn and settled after it, each id once; never more is held than is there, so a
 * turn that started can always be paid and the balance never falls below zero.
 */
final class Account extends Resident<AccountCommand, AccountEvent, Credits> {
    static final EntityTypeKey<AccountCommand> KEY = EntityTypeKey.create(AccountCommand.class, "Account");

    private final Clerk clerk;
    private final LedgerSettings settings;
    private final HoldCount holds;
    /** Not remembered: a promise that is lost with its process only means that a hold may be refused later. */
    private final Map<HoldId, Promised> promises = new HashMap<>();

    private record Promised(long credits, Instant until) {}

    private Account(
            UserId owner, ActorContext<AccountCommand> context, ActorRef<ShardCommand> shard, LedgerSettings settings) {
        super(
                PersistenceId.of(KEY.name(), owner.value()),
                context,
                shard,
                settings.entity(),
                new AccountCommand.Idle());
        this.clerk = new Clerk(owner);
        this.settings = settings;
        this.holds = new HoldCount(Measures.of(context.getSystem()));
    }

    static Behavior<AccountCommand> create(UserId owner, ActorRef<ShardCommand> shard, LedgerSettings settings) {
        return Behaviors.setup(context -> new Account(owner, context, shard, settings));
    }

    @Override
    public Credits emptyState() {
        return Credits.NONE;
    }

    @Override
    public CommandHandlerWithReply<AccountCommand, AccountEvent, Credits> commandHandler() {
        return (credits, command) -> switch (command) {
            case AccountCommand.GetStanding get ->
                record(clerk.expired(credits, get.at()), get.replyTo(), Credits::standing);
            case AccountCommand.Carry carry -> onCarry(credits, carry);
            case AccountCommand.Promise promise -> onPromise(credits, promise);
            case AccountCommand.Idle _ -> moveOut();
        };
    }

    private ReplyEffect<AccountEvent, Credits> onCarry(Credits credits, AccountCommand.Carry carry) {
        List<AccountEvent> events = clerk.expired(credits, carry.at());
        try {
            Order order = carry.order();
            long promised = promised(order instanceof Order.SetAside it ? it.hold() : null, carry.at());
            List<AccountEvent> all = new ArrayList<>(events);
            all.addAll(clerk.decide(after(credits, events), order, carry.at(), promised));
            return record(all, carry.replyTo(), Credits::balance);
        } catch (Refusal no) {
            return refused(events, carry.replyTo(), no);
        }
    }

    private ReplyEffect<AccountEvent, Credits> onPromise(Credits credits, AccountCommand.Promise promise) {
        List<AccountEvent> events = clerk.expired(credits, promise.at());
        Credits now = after(credits, events);
        try {
            if (now.hold(promise.hold()).isEmpty()) {
                long others = promised(promise.hold(), promise.at());
                clerk.affordable(now, promise.purpose(), promise.credits(), promise.at(), others);
                promises.put(
                        promise.hold(),
                        new Promised(promise.credits(), promise.at().plus(settings.promiseFor())));
            }
            return record(events, promise.replyTo(), Credits::balance);
        } catch (Refusal no) {
            return refused(events, promise.replyTo(), no);
        }
    }

    /** What is promised to others than this hold, whose promise ends here whatever becomes of it. */
    private long promised(@Nullable HoldId hold, Instant now) {
        promises.values().removeIf(it -> !now.isBefore(it.until()));
        if (hold != null) promises.remove(hold);
        return promises.values().stream().mapToLong(Promised::credits).sum();
    }

    private static Credits after(Credits credits, List<AccountEvent> events) {
        Credits changed = credits;
        for (AccountEvent event : events) changed = changed.after(event);
        return changed;
    }

    private <T> ReplyEffect<AccountEvent, Credits> record(
            List<AccountEvent> events, ActorRef<StatusReply<T>> replyTo, Function<Credits, T> reply) {
        return Effect()
                .persist(events)
                .thenRun(it -> counted(it, events))
                .thenReply(replyTo, it -> StatusReply.success(reply.apply(it)));
    }

    private <T> ReplyEffect<AccountEvent, Credits> refused(
            List<AccountEvent> events, ActorRef<StatusReply<T>> replyTo, Refusal no) {
        return Effect().persist(events).thenRun(it -> counted(it, events)).thenReply(replyTo, _ -> no.reply());
    }

    private void counted(Credits credits, List<AccountEvent> events) {
        holds.are(credits.holds().size());
        holds.after(events);
    }

    @Override
    protected void movedIn(Credits credits) {
        holds.are(credits.holds().size());
    }

    @Override
    protected void movedOut() {
        holds.are(0);
    }

    /** Memory is bounded here and not in the events, so that the bound may change without touching what happened. */
    @Override
    public EventHandler<Credits, AccountEvent> eventHandler() {
        return (credits, event) -> credits.after(event).remembering(settings.endedRemembered());
    }
}
