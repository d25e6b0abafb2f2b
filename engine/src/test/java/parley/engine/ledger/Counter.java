package parley.engine.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;

/** An account without its actor: decides like it, records when it is told to, and comes back from its journal. */
public final class Counter {
    public static final int REMEMBERED = 10_000;

    private final Clerk clerk;
    private final Duration promiseFor;
    private final int remembered;
    private final List<AccountEvent> journal = new ArrayList<>();
    private final Map<HoldId, Promised> promises = new HashMap<>();
    private Credits credits = Credits.NONE;

    private record Promised(long credits, Instant until) {}

    /** What became of an order: events to be recorded before anybody is told, and what is told then. */
    public record Decision(
            List<AccountEvent> events, @Nullable Refusal no) {}

    /** One that remembers how so many holds ended at the least. */
    public Counter(UserId owner, Duration promiseFor, int remembered) {
        this.clerk = new Clerk(owner);
        this.promiseFor = promiseFor;
        this.remembered = remembered;
    }

    Counter() {
        this(Deeds.ADA, Duration.ofSeconds(10), REMEMBERED);
    }

    /** Decides, and records nothing. */
    public Decision decided(Order order, Instant at) {
        List<AccountEvent> events = new ArrayList<>(clerk.expired(credits, at));
        long promised = promised(order instanceof Order.SetAside it ? it.hold() : null, at);
        try {
            events.addAll(clerk.decide(after(events), order, at, promised));
            return new Decision(events, null);
        } catch (Refusal no) {
            return new Decision(events, no);
        }
    }

    /** Promises, and records nothing but what expired. */
    public Decision promised(HoldId hold, long more, @Nullable Purpose purpose, Instant at) {
        List<AccountEvent> events = clerk.expired(credits, at);
        try {
            if (credits.hold(hold).isEmpty()) {
                clerk.affordable(after(events), purpose, more, at, promised(hold, at));
                promises.put(hold, new Promised(more, at.plus(promiseFor)));
            }
            return new Decision(events, null);
        } catch (Refusal no) {
            return new Decision(events, no);
        }
    }

    private long promised(@Nullable HoldId hold, Instant now) {
        promises.values().removeIf(it -> !now.isBefore(it.until()));
        if (hold != null) promises.remove(hold);
        return promises.values().stream().mapToLong(Promised::credits).sum();
    }

    /** Writes to the journal. */
    public void record(List<AccountEvent> events) {
        journal.addAll(events);
        credits = after(events).remembering(remembered);
    }

    private Credits after(List<AccountEvent> events) {
        Credits changed = credits;
        for (AccountEvent event : events) changed = changed.after(event);
        return changed;
    }

    /** Carries out an order at once. */
    List<AccountEvent> carry(Order order, Instant at) {
        Decision decision = decided(order, at);
        record(decision.events());
        if (decision.no() != null) throw decision.no();
        return decision.events();
    }

    List<AccountEvent> carry(Order order) {
        return carry(order, Deeds.NOON);
    }

    /** Comes back from the journal; what was only promised is forgotten. */
    public void restart() {
        Credits before = credits;
        promises.clear();
        credits = Credits.NONE;
        for (AccountEvent event : journal) credits = credits.after(event).remembering(remembered);
        if (!credits.equals(before)) throw new AssertionError("the journal tells " + credits + ", not " + before);
    }

    public List<AccountEvent> journal() {
        return List.copyOf(journal);
    }

    public Balance balance() {
        return credits.balance();
    }

    public Standing standing() {
        return credits.standing();
    }

    Credits credits() {
        return credits;
    }
}
