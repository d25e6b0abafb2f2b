package parley.persistence.proof;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import parley.persistence.proof.Fate.How;
import parley.persistence.proof.Grants.Grant;
import parley.persistence.proof.Grants.Portion;

/**
 * One account, folded anew. What an event does to grants and holds is done here step by step; what it says that it does
 * is compared with that. Both sides of it must add up to zero.
 */
final class AccountFold {
    /** Takes the costs that nobody pays for. */
    private static final String WASTE = "platform.waste";

    /** That of refunds, and of grants of before priorities were kept. */
    private static final int USUAL_PRIORITY = 100;

    private final Shelf shelf;
    private final Platform platform;
    private final Totals totals;
    private final Grants grants = new Grants();
    private final Arrival arrival = new Arrival();
    private final Map<String, OpenHold> holds = new HashMap<>();
    private final Set<String> deductions = new HashSet<>();
    private long held;
    private long spent;
    private long purchased;
    private long sequence;
    private Line last = new Line(0, 0, 0L, Map.of());
    /** What the event at hand has brought to the books of the platform. */
    private final Map<String, Long> elsewhere = new HashMap<>();

    AccountFold(Shelf shelf, Platform platform, Totals totals) {
        this.shelf = shelf;
        this.platform = platform;
        this.totals = totals;
    }

    /** Takes the next event; one that cannot be read changes nothing. */
    void after(Fact it) {
        if (it.sequence() != sequence + 1) differs(it, "follows event " + sequence);
        sequence = it.sequence();
        long free = grants.available();
        long bound = held;
        elsewhere.clear();
        try {
            apply(it);
            if (it.has("after")) agrees(it, "leaves", it.number("after"), grants.available() + held);
        } catch (Fact.Misread | ArithmeticException misread) {
            differs(it, "cannot be read: " + misread.getMessage());
        }
        platform.move("AVAILABLE", grants.available() - free);
        platform.move("HELD", held - bound);
        last = new Line(grants.available() + held - free - bound, held - bound, grants.available() + held, elsewhere);
        long sum = last.credits()
                + elsewhere.values().stream().mapToLong(Long::longValue).sum();
        if (sum != 0) differs(it, "its two sides add up to " + sum + " and not to zero");
        if (grants.available() < 0) differs(it, "leaves " + grants.available() + " credits, below zero");
    }

    /** What a statement has to show of the last event. */
    Line last() {
        return last;
    }

    private void apply(Fact it) {
        switch (it.type()) {
            case "account.opened" -> opened(it);
            case "account.recalled" -> arrival.recall(it, sequence).ifPresent(fault -> differs(it, fault));
            case "account.granted" -> granted(it);
            case "account.expired" -> expired(it);
            case "account.held" -> held(it);
            case "account.extended" -> extended(it);
            case "account.settled" -> settled(it);
            case "account.released" -> released(it);
            case "account.refunded" -> refunded(it);
            case "account.deducted" -> deducted(it);
            case "account.wasted" -> wasted(it);
            case "account.budget-set", "account.budget-removed" -> {}
            default -> differs(it, "is of no type that an account has");
        }
    }

    /** As if it had all happened here: what is left, what was charged, and what was paid for that. */
    private void opened(Fact it) {
        arrival.open(sequence).ifPresent(fault -> differs(it, fault));
        long balance = it.number("balance");
        long used = it.number("used");
        long bought = it.number("purchased");
        if (Math.min(balance, Math.min(used, bought)) < 0) differs(it, "opens with less than nothing");
        grants.give(new Grant(Arrival.GRANT, "ADJUSTMENT", USUAL_PRIORITY, null, it.at(), balance));
        spent += used;
        purchased += bought;
        elsewhere("REVENUE", used);
        elsewhere("SALES", -bought);
        elsewhere("PROMOTION", bought - balance - used);
    }

    /** What another server told of it. */
    Arrival arrival() {
        return arrival;
    }

    private void granted(Fact it) {
        String grant = it.text("grant");
        long credits = it.credits();
        if (grants.knows(grant)) {
            differs(it, "grant " + grant + " was given before");
            return;
        }
        if (credits < 1) differs(it, "gives " + credits + " credits");
        String type = kind(it, grant);
        int priority = !it.has("type") ? USUAL_PRIORITY : it.has("priority") ? it.count("priority") : 0;
        Instant expires = it.has("expires") ? Fact.instant(it.text("expires")) : null;
        Grant given = new Grant(grant, type, priority, expires, it.at(), credits);
        grants.give(given);
        if (given.sold()) purchased += credits;
        elsewhere(given.source(), -credits);
    }

    /** Grants of before types were kept are the welcome and boni. */
    private static String kind(Fact it, String grant) {
        if (it.has("type")) return it.text("type");
        return grant.equals("welcome") ? "WELCOME" : "BONUS";
    }

    private void expired(Fact it) {
        Optional<Grant> grant = grants.grant(it.text("grant"));
        if (grant.isEmpty()) {
            differs(it, "grant " + it.text("grant") + " was never given");
            return;
        }
        Grant old = grant.get();
        if (!old.expired(it.at())) differs(it, "grant " + old.id() + " had time until " + old.expires());
        agrees(it, "loses", it.credits(), old.left());
        if (!it.text("type").equals(old.type())) differs(it, "grant " + old.id() + " is of type " + old.type());
        grants.putBack(new Portion(old.id(), -it.credits()));
        elsewhere(old.sink(), it.credits());
    }

    private void held(Fact it) {
        String hold = it.text("hold");
        long credits = it.credits();
        totals.held();
        Optional<Fate> before = shelf.look(Shelf.hold(hold));
        if (before.isPresent()) {
            differs(
                    it,
                    "hold " + hold + " was " + before.get().how() + " before, on account "
                            + before.get().account());
            return;
        }
        if (credits < 0) differs(it, "holds " + credits + " credits");
        List<Portion> from = taken(it, credits);
        holds.put(hold, new OpenHold(credits, from));
        held += credits;
        shelf.put(Shelf.hold(hold), Fate.of(it, How.HELD, credits, credits, 0, 0));
    }

    private void extended(Fact it) {
        String hold = it.text("hold");
        OpenHold open = holds.get(hold);
        if (open == null) {
            differs(it, "there is no hold " + hold);
            return;
        }
        long more = it.credits();
        if (more < 1) differs(it, "extends by " + more + " credits");
        holds.put(hold, open.extended(more, taken(it, more)));
        held += more;
        shelf.look(Shelf.hold(hold)).ifPresent(fate -> shelf.put(Shelf.hold(hold), fate.extended(it, more)));
    }

    /** Takes the portions that an event names, or those that are due where it names none. */
    private List<Portion> taken(Fact it, long credits) {
        List<Portion> due = grants.portions(credits);
        List<Portion> from = it.has("from") ? Portion.of(it.data().path("from")) : due;
        List<String> faults = new ArrayList<>();
        for (Portion portion : from) grants.take(portion, it.at()).ifPresent(faults::add);
        faults.forEach(fault -> differs(it, fault));
        if (faults.isEmpty() && !from.equals(due)) differs(it, "takes " + from + " where " + due + " is due");
        return from;
    }

    private void settled(Fact it) {
        String hold = it.text("hold");
        long charged = it.credits();
        totals.charged();
        OpenHold open = holds.remove(hold);
        if (open == null) {
            differs(it, ended(hold));
            return;
        }
        if (it.has("held")) agrees(it, "ends a hold of", it.number("held"), open.credits());
        if (charged < 0 || charged > open.credits())
            differs(it, "takes " + charged + " of " + open.credits() + " held credits");
        long provider = it.has("provider") ? it.number("provider") : 0;
        if (provider < 0 || provider > charged)
            differs(it, "gives " + provider + " of " + charged + " to the provider");
        putBack(open, charged);
        spent += charged;
        elsewhere("REVENUE", charged - provider);
        elsewhere("PROVIDER", provider);
        shelf.look(Shelf.hold(hold))
                .ifPresent(fate -> shelf.put(Shelf.hold(hold), fate.ended(it, How.SETTLED, charged, provider)));
    }

    private void putBack(OpenHold open, long charged) {
        held -= open.credits();
        open.rest(charged).forEach(grants::putBack);
    }

    private void released(Fact it) {
        String hold = it.text("hold");
        OpenHold open = holds.remove(hold);
        Optional<Fate> before = shelf.look(Shelf.hold(hold));
        if (open == null && before.isPresent()) {
            differs(it, ended(hold));
            return;
        }
        if (it.has("held")) agrees(it, "frees", it.number("held"), open == null ? 0 : open.credits());
        if (open != null) putBack(open, 0);
        Fate fate = before.orElse(Fate.of(it, How.HELD, 0, 0, 0, 0));
        shelf.put(Shelf.hold(hold), fate.ended(it, How.RELEASED, 0, 0));
    }

    private String ended(String hold) {
        return shelf.look(Shelf.hold(hold))
                .map(it -> "hold " + hold + " is " + it.how() + " already, by event " + it.event() + " of account "
                        + it.account())
                .orElse("there is no hold " + hold);
    }

    private void refunded(Fact it) {
        String refund = it.text("refund");
        String hold = it.text("hold");
        long credits = it.credits();
        if (grants.knows(refund)) {
            differs(it, "refund " + refund + " was given before");
            return;
        }
        Optional<Fate> charge = shelf.look(Shelf.hold(hold)).filter(fate -> fate.how() == How.SETTLED);
        long most = charge.map(fate -> fate.charged() - fate.refunded()).orElse(0L);
        if (credits < 1 || credits > most)
            differs(it, "gives " + credits + " back, and " + most + " are left of the charge for " + hold);
        charge.ifPresent(fate -> shelf.put(Shelf.hold(hold), fate.refunding(credits)));
        grants.give(new Grant(refund, "REFUND", USUAL_PRIORITY, null, it.at(), credits));
        spent -= credits;
        elsewhere("REVENUE", -credits);
    }

    private void deducted(Fact it) {
        long credits = it.credits();
        if (!deductions.add(it.text("deduction"))) differs(it, "the same was deducted before");
        if (credits < 1) differs(it, "deducts " + credits + " credits");
        taken(it, credits);
        elsewhere("PROMOTION", credits);
    }

    private void wasted(Fact it) {
        String entry = Shelf.waste(it.text("entry"));
        long credits = it.credits();
        if (!it.id().equals(WASTE)) differs(it, "waste is booked on a user");
        if (credits < 0) differs(it, "wastes " + credits + " credits");
        if (shelf.look(entry).isPresent()) differs(it, it.text("entry") + " was booked before");
        else shelf.put(entry, Fate.of(it, How.WASTED, 0, 0, credits, credits));
        spent += credits;
        elsewhere("WASTE", -credits);
        elsewhere("PROVIDER", credits);
    }

    private void elsewhere(String book, long credits) {
        platform.move(book, credits);
        elsewhere.merge(book, credits, Long::sum);
    }

    private void agrees(Fact it, String what, long said, long folded) {
        if (said != folded) differs(it, what + " " + said + ", and the journal comes to " + folded);
    }

    private void differs(Fact it, String what) {
        totals.differs(it.differing(what));
    }

    /** What is true now, to be compared with what was kept of it elsewhere. */
    Balances balances() {
        Map<String, Long> open = new HashMap<>();
        holds.forEach((hold, it) -> open.put(hold, it.credits()));
        return new Balances(grants.available(), held, spent, purchased, grants.left(), open);
    }
}
