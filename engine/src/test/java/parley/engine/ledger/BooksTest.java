package parley.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.engine.ledger.Deeds.ADA;
import static parley.engine.ledger.Deeds.NOON;
import static parley.engine.ledger.Deeds.ROOT;
import static parley.engine.ledger.Deeds.purpose;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import parley.engine.kernel.UserId;

/** Whatever is ordered and however often: each transaction adds up, and the books tell what the account tells. */
class BooksTest {
    private static final int SEEDS = 40;
    private static final int STEPS = 400;
    private static final int IDS = 40;

    @Test
    void no_order_of_orders_breaks_the_books() {
        Set<Class<?>> kinds = new HashSet<>();
        for (long seed = 1; seed <= SEEDS; seed++) kinds.addAll(booked(seed));
        assertThat(kinds).as("every event but waste has happened").hasSize(10);
    }

    /** Carries out random orders and tells what kinds of events they led to. */
    private static Set<Class<?>> booked(long seed) {
        Random random = new Random(seed);
        Counter counter = new Counter();
        Map<Book, Long> books = new EnumMap<>(Book.class);
        Set<Class<?>> kinds = new HashSet<>();
        Instant now = NOON;
        for (int step = 0; step < STEPS; step++) {
            now = now.plus(Duration.ofMinutes(random.nextInt(90)));
            List<AccountEvent> events =
                    counter.decided(anyOrder(random, now), now).events();
            for (AccountEvent event : events) {
                book(event, books);
                counter.record(List.of(event));
                String where = "seed " + seed + ", step " + step + ", " + event;
                agree(counter, books, where);
                Long after = after(event);
                if (after != null)
                    assertThat(counter.balance().total()).as(where).isEqualTo(after);
                kinds.add(event.getClass());
            }
        }
        counter.restart();
        return kinds;
    }

    @Test
    void the_books_of_waste_add_up() {
        Counter waste = new Counter(Accounts.WASTE, Duration.ZERO, Counter.REMEMBERED);
        Map<Book, Long> books = new EnumMap<>(Book.class);
        for (int lost = 1; lost <= 3; lost++)
            waste.carry(new Order.Waste("tea/1/" + lost, lost, "lost attempt")).forEach(it -> book(it, books));
        assertThat(books).isEqualTo(Map.of(Book.WASTE, -6L, Book.PROVIDER, 6L));
        assertThat(waste.balance()).isEqualTo(new Balance(0, 0, 6));
    }

    @Test
    void every_credit_of_a_charge_is_the_providers_or_ours() {
        assertThat(Deeds.SETTLED.entries())
                .containsExactly(
                        new Entry(Book.HELD, -30),
                        new Entry(Book.AVAILABLE, 18),
                        new Entry(Book.REVENUE, 7),
                        new Entry(Book.PROVIDER, 5));
    }

    private static void book(AccountEvent event, Map<Book, Long> books) {
        assertThat(event.entries().stream().mapToLong(Entry::credits).sum())
                .as(event.toString())
                .isZero();
        event.entries().forEach(it -> books.merge(it.book(), it.credits(), Long::sum));
    }

    private static void agree(Counter counter, Map<Book, Long> books, String where) {
        Balance balance = counter.balance();
        assertThat(balance.available()).as(where).isNotNegative().isEqualTo(books.getOrDefault(Book.AVAILABLE, 0L));
        assertThat(balance.held()).as(where).isNotNegative().isEqualTo(books.getOrDefault(Book.HELD, 0L));
        long outside = books.entrySet().stream()
                .filter(it -> !it.getKey().personal())
                .mapToLong(Map.Entry::getValue)
                .sum();
        assertThat(balance.total()).as(where).isEqualTo(-outside);
        assertThat(counter.credits().grants().values()).as(where).allMatch(it -> it.left() >= 0);
    }

    private static @Nullable Long after(AccountEvent event) {
        return switch (event) {
            case AccountEvent.Opened it -> it.after();
            case AccountEvent.Recalled _ -> null;
            case AccountEvent.Granted it -> it.after();
            case AccountEvent.Expired it -> it.after();
            case AccountEvent.Settled it -> it.after();
            case AccountEvent.Refunded it -> it.after();
            case AccountEvent.Deducted it -> it.after();
            case AccountEvent.Held _, AccountEvent.Extended _, AccountEvent.Released _ -> null;
            case AccountEvent.Wasted _, AccountEvent.BudgetSet _, AccountEvent.BudgetRemoved _ -> null;
        };
    }

    private static Order anyOrder(Random random, Instant now) {
        HoldId hold = new HoldId("tea/" + random.nextInt(IDS));
        long credits = random.nextLong(60) - 3;
        String id = "id-" + random.nextInt(IDS);
        UserId who = random.nextBoolean() ? ADA : ROOT;
        return switch (random.nextInt(14)) {
            case 0, 1 -> anyGrant(random, now);
            case 2, 3 -> new Order.Settle(hold, credits, random.nextInt(60) - 10, "a turn");
            case 4 -> new Order.Release(hold);
            case 5, 6 -> new Order.Refund("refund-" + id, hold, credits / 3, "A test", who);
            case 7 -> new Order.Deduct("deduction-" + id, credits, "A test", who);
            case 8 -> new Order.SetBudget(anyBudget(random), 50 + credits, who.equals(ROOT), who);
            case 9 -> new Order.RemoveBudget(anyBudget(random), who.equals(ROOT), who);
            default -> new Order.SetAside(hold, credits, purpose("tea", random.nextBoolean() ? "ann" : null));
        };
    }

    private static Order anyGrant(Random random, Instant now) {
        GrantType[] types = {GrantType.PURCHASE, GrantType.BONUS, GrantType.SUBSCRIPTION, GrantType.REFILL};
        Instant expires = random.nextBoolean() ? null : now.plus(Duration.ofMinutes(1 + random.nextInt(2_000)));
        return Deeds.give(
                "grant-" + random.nextInt(4 * IDS),
                types[random.nextInt(types.length)],
                random.nextInt(200),
                random.nextInt(3),
                expires);
    }

    private static Budget.Name anyBudget(Random random) {
        Budget.Period period = random.nextBoolean() ? Budget.Period.DAY : Budget.Period.TOTAL;
        return random.nextBoolean()
                ? new Budget.Name(Budget.Scope.USER, null, period)
                : new Budget.Name(Budget.Scope.AGENT, "ann", period);
    }
}
