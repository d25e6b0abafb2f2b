package parley.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import parley.engine.ledger.AccountEvent;
import parley.engine.ledger.Balance;
import parley.engine.ledger.Entry;
import parley.engine.ledger.HoldId;

/**
 * A second book-keeping of one account, from its events alone and told differently; it fails on what must never be
 * recorded.
 */
final class Bookkeeper {
    final Map<HoldId, Long> open = new HashMap<>();
    final Map<HoldId, Long> charged = new HashMap<>();
    final Map<String, Long> wasted = new HashMap<>();
    private final Map<HoldId, Long> refunded = new HashMap<>();
    private final Set<HoldId> ended = new HashSet<>();
    private final Set<String> done = new HashSet<>();
    private long available;
    private long spent;

    void see(AccountEvent event) {
        long sum = event.entries().stream().mapToLong(Entry::credits).sum();
        assertThat(sum).as("the entries of %s", event).isZero();
        switch (event) {
            case AccountEvent.Granted it -> gain(once("grant", it.grant(), it), it.credits());
            case AccountEvent.Expired it -> gain(it, -it.credits());
            case AccountEvent.Held it -> {
                assertThat(ended).as("%s holds what has ended", it).doesNotContain(it.hold());
                assertThat(open.put(it.hold(), it.credits()))
                        .as("%s holds twice", it)
                        .isNull();
                gain(it, -it.credits());
            }
            case AccountEvent.Extended it -> {
                assertThat(open).as("%s extends what is not held", it).containsKey(it.hold());
                open.merge(it.hold(), it.credits(), Long::sum);
                gain(it, -it.credits());
            }
            case AccountEvent.Settled it -> settled(it);
            case AccountEvent.Released it -> {
                assertThat(ended.add(it.hold())).as("%s ends twice", it).isTrue();
                Long held = open.remove(it.hold());
                gain(it, held == null ? 0 : held);
            }
            case AccountEvent.Refunded it -> refunded(it);
            case AccountEvent.Deducted it -> gain(once("deduction", it.deduction(), it), -it.credits());
            case AccountEvent.Wasted it -> {
                assertThat(wasted.put(it.entry(), it.credits()))
                        .as("%s is wasted twice", it)
                        .isNull();
                spent += it.credits();
            }
            case AccountEvent.Opened it -> {
                spent += it.used();
                gain(it, it.balance());
            }
            case AccountEvent.Recalled _, AccountEvent.BudgetSet _, AccountEvent.BudgetRemoved _ -> {}
        }
    }

    private void settled(AccountEvent.Settled it) {
        assertThat(ended.add(it.hold())).as("%s ends twice", it).isTrue();
        Long all = open.remove(it.hold());
        assertThat(all).as("%s settles what is not held", it).isNotNull();
        long held = all == null ? 0 : all;
        assertThat(it.credits()).as("%s takes what was held or less", it).isBetween(0L, held);
        charged.put(it.hold(), it.credits());
        spent += it.credits();
        gain(it, held - it.credits());
    }

    private void refunded(AccountEvent.Refunded it) {
        assertThat(charged).as("%s gives back what was charged", it).containsKey(it.hold());
        assertThat(refunded.merge(it.hold(), it.credits(), Long::sum))
                .as("%s gives back what was charged or less", it)
                .isLessThanOrEqualTo(charged.get(it.hold()));
        spent -= it.credits();
        gain(once("grant", it.refund(), it), it.credits());
    }

    private AccountEvent once(String kind, String id, AccountEvent event) {
        assertThat(done.add(kind + " " + id)).as("%s happens twice", event).isTrue();
        return event;
    }

    private void gain(AccountEvent event, long credits) {
        available += credits;
        assertThat(available).as("available after %s", event).isNotNegative();
    }

    /** The account tells the same. */
    void agrees(Balance balance) {
        long held = open.values().stream().mapToLong(Long::longValue).sum();
        assertThat(new Balance(balance.available(), balance.held(), balance.spent()))
                .isEqualTo(new Balance(available, held, spent));
    }
}
