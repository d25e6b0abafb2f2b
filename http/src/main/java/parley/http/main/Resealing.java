package parley.http.main;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import parley.engine.connection.ConnectionIndex;
import parley.engine.connection.Connections;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;

/** Seals the secrets of all users anew, user by user; whoever is done is not found again. */
record Resealing(ConnectionIndex index, Connections connections, String masterKey, Consumer<String> progress) {
    private static final int PAGE = 100;

    /** Does it; answers for how many users it could not be done. */
    int run() {
        int failures = 0;
        long done = 0;
        UserId last = null;
        while (true) {
            List<UserId> owners = index.sealedOtherwise(masterKey, last, PAGE)
                    .toCompletableFuture()
                    .join();
            for (UserId owner : owners) {
                int sealed = sealed(owner);
                if (sealed < 0) failures++;
                else done += sealed;
                last = owner;
            }
            if (owners.size() < PAGE) break;
        }
        progress.accept(
                "done: " + done + " secrets sealed anew" + (failures == 0 ? "" : ", " + failures + " users not"));
        return failures;
    }

    private int sealed(UserId owner) {
        try {
            return connections.reseal(owner).toCompletableFuture().join();
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
