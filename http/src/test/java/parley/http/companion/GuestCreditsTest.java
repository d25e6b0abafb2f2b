package parley.http.companion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Accounts;
import parley.engine.ledger.Balance;
import parley.engine.ledger.GrantType;
import parley.engine.ledger.HoldId;
import parley.engine.ledger.Order;
import parley.engine.ledger.Purpose;
import parley.engine.ledger.Standing;

class GuestCreditsTest {
    private static final UserId GUEST = new UserId("guest-1");
    private static final GuestSettings SETTINGS = new GuestSettings(true, true, true, 100, 500, 144);

    private final Purse purse = new Purse();

    @Test
    void gives_once_within_ten_minutes_however_often_it_is_needed() {
        topped("2026-11-21T12:00:00Z");
        purse.available = 0;
        topped("2026-11-21T12:09:59Z");
        assertThat(purse.available).isZero();

        topped("2026-11-21T12:10:00Z");

        assertThat(purse.available).isEqualTo(500);
        assertThat(purse.given).containsExactly("guest-2026-11-21T12:00:00Z", "guest-2026-11-21T12:10:00Z");
    }

    @Test
    void gives_nothing_to_who_has_enough_and_nothing_at_all_where_it_is_told_not_to() {
        purse.available = 100;
        topped("2026-11-21T12:00:00Z");
        purse.available = 0;
        topped("2026-11-21T12:00:00Z", new GuestSettings(true, true, true, 100, 500, 0));

        assertThat(purse.given).isEmpty();
    }

    @Test
    void goes_on_where_the_account_does_not_answer() {
        purse.broken = true;

        topped("2026-11-21T12:00:00Z");

        assertThat(purse.given).isEmpty();
    }

    @Test
    void never_gives_more_often_a_day_than_it_may_even_where_the_day_is_not_cut_evenly() {
        GuestSettings seven = new GuestSettings(true, true, true, 100, 500, 7);
        for (Instant at = Instant.parse("2026-11-21T00:00:00Z");
                at.isBefore(Instant.parse("2026-11-22T00:00:00Z"));
                at = at.plusSeconds(60)) {
            purse.available = 0;
            topped(at.toString(), seven);
        }

        assertThat(purse.given).hasSize(7);
    }

    private void topped(String at) {
        topped(at, SETTINGS);
    }

    private void topped(String at, GuestSettings settings) {
        Clock clock = Clock.fixed(Instant.parse(at), ZoneOffset.UTC);
        assertThat(new GuestCredits(purse, settings, clock).topped(GUEST).toCompletableFuture())
                .isCompletedWithValue(GUEST);
    }

    /** One account that takes gifts, each once. */
    private static final class Purse implements Accounts {
        private final List<String> given = new ArrayList<>();
        private final Set<String> known = new HashSet<>();
        private long available;
        private boolean broken;

        @Override
        public CompletionStage<Balance> carry(UserId user, Order order) {
            Order.Give gift = (Order.Give) order;
            assertThat(gift.type()).isEqualTo(GrantType.BONUS);
            if (known.add(gift.grant())) {
                given.add(gift.grant());
                available += gift.credits();
            }
            return balance(user);
        }

        @Override
        public CompletionStage<Balance> promise(UserId user, HoldId hold, long credits, @Nullable Purpose purpose) {
            return CompletableFuture.failedStage(Refusal.conflict("nobody promises here"));
        }

        @Override
        public CompletionStage<Standing> standing(UserId user) {
            return broken
                    ? CompletableFuture.failedStage(Refusal.quarantined("unreadable"))
                    : CompletableFuture.completedStage(
                            new Standing(new Balance(available, 0, 0), List.of(), List.of(), List.of()));
        }
    }
}
