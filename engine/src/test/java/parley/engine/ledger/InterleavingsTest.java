package parley.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.pattern.StatusReply;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.engine.kernel.Scenario;
import parley.engine.kernel.UserId;

/** Whatever order steps come in, however often, the sums are right and each id is applied at most once. */
class InterleavingsTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final int STEPS = 250;
    private static final int IDS = 40;

    @RegisterExtension
    static final Scenario<Account.Command, Account.Event, Balance> account = Scenario.of(shard -> Account.create(
            new UserId("ada"), shard, LedgerSettings.from(ConfigFactory.load().getConfig("parley.ledger"))));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void no_order_of_steps_breaks_the_sums(long seed) {
        Random random = new Random(seed);
        List<Account.Event> journal = new ArrayList<>();
        account.given();
        for (int step = 0; step < STEPS; step++) {
            var outcome = account.when(to -> anyStep(random, to));
            journal.addAll(outcome.events());
            if (outcome.reply().isSuccess())
                assertThat(outcome.reply().getValue())
                        .as("seed %d, step %d", seed, step)
                        .isEqualTo(booked(journal));
            Balance balance = account.when(Account.GetBalance::new).reply().getValue();
            assertThat(balance).as("seed %d, step %d", seed, step).isEqualTo(booked(journal));
            assertThat(balance.available()).isNotNegative();
        }
        assertThat(account.replayed()).isEqualTo(account.state());
        assertThat(journal.stream().map(Object::getClass).distinct()).hasSize(4);
    }

    private static Account.Command anyStep(Random random, ActorRef<StatusReply<Balance>> to) {
        HoldId hold = new HoldId("hold-" + random.nextInt(IDS));
        long credits = random.nextInt(40);
        return switch (random.nextInt(8)) {
            case 0 -> new Account.Grant("grant-" + random.nextInt(IDS), credits, "Test", NOON, to);
            case 1, 2 -> new Account.Settle(hold, credits, "Test", NOON, to);
            case 3 -> new Account.Release(hold, NOON, to);
            default -> new Account.Hold(hold, credits, NOON, to);
        };
    }

    /** A second book-keeping, from the journal alone and told differently; it fails on what must never be recorded. */
    private static Balance booked(List<Account.Event> journal) {
        long granted = 0;
        long spent = 0;
        Map<HoldId, Long> open = new HashMap<>();
        Set<Object> applied = new HashSet<>();
        for (Account.Event event : journal) {
            switch (event) {
                case Account.Granted it -> {
                    assertThat(applied.add(it.grant())).isTrue();
                    granted += it.credits();
                }
                case Account.Held it -> {
                    assertThat(applied.add(it.hold())).isTrue();
                    open.put(it.hold(), it.credits());
                }
                case Account.Settled it -> {
                    assertThat(open).containsKey(it.hold());
                    assertThat(it.credits()).isBetween(0L, open.remove(it.hold()));
                    spent += it.credits();
                }
                case Account.Released it -> {
                    open.remove(it.hold());
                    applied.add(it.hold());
                }
                case Account.Wasted it -> throw new AssertionError("waste on a user's account");
            }
        }
        long held = open.values().stream().mapToLong(Long::longValue).sum();
        return new Balance(granted - held - spent, held, spent);
    }
}
