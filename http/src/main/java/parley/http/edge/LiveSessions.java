package parley.http.edge;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.user.Standing;

/**
 * Knows which tokens are good by a copy of each user's standing that is never older than a set time. So no request waits
 * for a database, and a session that ended elsewhere is refused here that much later at most; one that ended here, at once.
 */
final class LiveSessions {
    private static final int MOST_USERS = 100_000;
    /** Times in tokens are whole seconds, and the clocks of two servers may be a few apart. */
    private static final Duration DOUBT = Duration.ofSeconds(5);

    private static final Standing NOBODY = new Standing(Set.of(), Instant.MAX);

    private record Copy(Standing standing, Instant at) {
        boolean admits(Holder holder) {
            return standing.admits(holder.session(), holder.issuedAt());
        }

        /** Whether a session may have begun since. */
        boolean mayLack(Holder holder) {
            return holder.session() != null
                    && holder.issuedAt() != null
                    && at.isBefore(holder.issuedAt().plus(DOUBT));
        }
    }

    private final AsyncLoadingCache<UserId, Copy> copies;

    LiveSessions(Function<UserId, CompletionStage<Standing>> asked, Duration within, Clock clock) {
        copies = Caffeine.newBuilder()
                .maximumSize(MOST_USERS)
                .expireAfterWrite(within)
                .refreshAfterWrite(within.dividedBy(2))
                .buildAsync((user, executor) -> {
                    Instant now = clock.instant();
                    return asked.apply(user)
                            .handle(LiveSessions::known)
                            .thenApply(it -> new Copy(it, now))
                            .toCompletableFuture();
                });
    }

    private static Standing known(@Nullable Standing standing, @Nullable Throwable failure) {
        if (standing != null) return standing;
        boolean nobody = failure != null
                && Refusal.in(failure)
                        .filter(it -> it.kind() == Refusal.Kind.NOT_FOUND)
                        .isPresent();
        if (nobody) return NOBODY;
        throw new CompletionException(failure);
    }

    /** Whether the token of this holder is good; completed already where the copy is fresh. */
    CompletableFuture<Boolean> admits(Holder holder) {
        CompletableFuture<Copy> asked = copies.get(holder.user());
        return asked.thenCompose(copy -> {
            if (copy.admits(holder)) return CompletableFuture.completedFuture(true);
            if (!copy.mayLack(holder)) return CompletableFuture.completedFuture(false);
            copies.asMap().remove(holder.user(), asked);
            return copies.get(holder.user()).thenApply(it -> it.admits(holder));
        });
    }

    /** Something has changed; the next request asks anew. */
    void forget(UserId user) {
        copies.asMap().remove(user);
    }
}
