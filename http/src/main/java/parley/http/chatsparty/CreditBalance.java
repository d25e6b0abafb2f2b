package parley.http.chatsparty;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Balance;

/** What somebody has, under the names of both eras. Nobody has a plan here, so everybody's is the free one. */
record CreditBalance(
        String userId,
        long balance,
        long held,
        long spent,
        long lifetimeCreditsUsed,
        long lifetimeCreditsPurchased,
        long creditsBalance,
        long creditsUsed,
        long creditsPurchased,
        String creditPlan,
        @Nullable Instant lastRefillAt,
        @Nullable Instant lastCreditRefillAt) {
    private static final String PLAN = "free";

    static CreditBalance of(UserId user, Balance it) {
        return new CreditBalance(
                user.value(),
                it.available(),
                it.held(),
                it.spent(),
                it.spent(),
                it.purchased(),
                it.available(),
                it.spent(),
                it.purchased(),
                PLAN,
                it.refilled(),
                it.refilled());
    }
}
