package parley.http.chatsparty;

import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Balance;
import parley.engine.user.UserProfile;

/** A user as clients are told of them; nothing that proves who they are is ever in it. */
record Member(
        String id,
        String email,
        String name,
        @Nullable String firstName,
        @Nullable String lastName,
        boolean isActive,
        boolean isVerified,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Spending credits) {
    /** What they have and what is gone. */
    record Spending(long balance, long spent) {}

    /** Who that is, with what they have. */
    static CompletionStage<Member> of(UserId user, Doors doors) {
        return doors.users().profile(user).thenCombine(doors.accounts().balance(user), Member::of);
    }

    static Member of(UserProfile it) {
        return of(it, null);
    }

    static Member of(UserProfile it, @Nullable Balance balance) {
        return new Member(
                it.id().value(),
                it.email(),
                it.name(),
                it.firstName(),
                it.lastName(),
                !it.inactive(),
                it.verified(),
                it.registeredAt(),
                it.registeredAt(),
                balance == null ? null : new Spending(balance.available(), balance.spent()));
    }
}
