package parley.http.companion;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Accounts;
import parley.engine.ledger.Balance;
import parley.engine.ledger.GrantType;

/**
 * Sees that a guest, who knows of no credits, does not run dry: whoever has few is given more, as a bonus that stands in
 * the ledger like any other and costs the platform's promotion. The day is cut into as many pieces as there may be gifts,
 * and a gift has the name of its piece, so that none is given twice, whichever server gives it.
 */
final class GuestCredits {
    private static final Logger LOG = LoggerFactory.getLogger(GuestCredits.class);

    private final Accounts accounts;
    private final GuestSettings settings;
    private final Clock clock;

    GuestCredits(Accounts accounts, GuestSettings settings, Clock clock) {
        this.accounts = accounts;
        this.settings = settings;
        this.clock = clock;
    }

    /** Gives the guest what may be given now, if it is needed; never fails, for the turn itself tells what it lacks. */
    CompletionStage<UserId> topped(UserId guest) {
        if (settings.aDay() == 0) return CompletableFuture.completedStage(guest);
        return accounts.balance(guest)
                .thenCompose(
                        it -> it.available() < settings.below() ? given(guest) : CompletableFuture.completedStage(it))
                .handle((_, failure) -> {
                    if (failure != null) LOG.warn("a guest could not be given credits: {}", failure.toString());
                    return guest;
                });
    }

    private CompletionStage<Balance> given(UserId guest) {
        return accounts.grant(guest, "guest-" + piece(), GrantType.BONUS, settings.give(), "For a guest");
    }

    /** The beginning of the piece of the day that it is now. */
    private Instant piece() {
        Instant now = clock.instant();
        Instant day = now.truncatedTo(ChronoUnit.DAYS);
        long length = Duration.ofDays(1).toSeconds() / settings.aDay();
        long pieces = Math.min(settings.aDay() - 1, Duration.between(day, now).toSeconds() / length);
        return day.plusSeconds(pieces * length);
    }
}
