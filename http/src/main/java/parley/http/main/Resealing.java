package parley.http.main;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;

/** Seals the secrets of all users anew, user by user; whoever is done is not found again. */
record Resealing(List<Shelf> shelves, String masterKey, Consumer<String> progress) {
    private static final int PAGE = 100;

    /** Whose keys another master key seals. */
    @FunctionalInterface
    interface Owners {
        CompletionStage<List<UserId>> sealedOtherwise(String masterKey, @Nullable UserId after, int most);
    }

    /** One kind of secrets, and how those of a user are sealed anew. */
    record Shelf(Owners owners, Function<UserId, CompletionStage<Integer>> reseal) {}

    /** What came of it. */
    private record Count(long done, int failures) {
        Count plus(Count more) {
            return new Count(done + more.done, failures + more.failures);
        }
    }

    /** Does it; answers for how many users it could not be done. */
    int run() {
        Count count = shelves.stream().map(this::sealed).reduce(new Count(0, 0), Count::plus);
        progress.accept("done: " + count.done + " secrets sealed anew"
                + (count.failures == 0 ? "" : ", " + count.failures + " users not"));
        return count.failures;
    }

    private Count sealed(Shelf shelf) {
        Count count = new Count(0, 0);
        UserId last = null;
        while (true) {
            List<UserId> owners = shelf.owners
                    .sealedOtherwise(masterKey, last, PAGE)
                    .toCompletableFuture()
                    .join();
            for (UserId owner : owners) {
                int sealed = sealed(shelf, owner);
                count = count.plus(sealed < 0 ? new Count(0, 1) : new Count(sealed, 0));
                last = owner;
            }
            if (owners.size() < PAGE) return count;
        }
    }

    private int sealed(Shelf shelf, UserId owner) {
        try {
            return shelf.reseal.apply(owner).toCompletableFuture().join();
        } catch (CompletionException failure) {
            progress.accept(owner + ": " + told(failure));
            return -1;
        }
    }

    private static String told(@Nullable Throwable failure) {
        if (failure == null) return "failed";
        return Refusal.in(failure).map(Refusal::reason).orElseGet(() -> String.valueOf(failure.getMessage()));
    }
}
