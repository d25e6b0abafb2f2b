package parley.http.api;

import java.util.concurrent.CompletionStage;

/** Asks what this server cannot work without, its database first, whether it answers; fails where it does not. */
@FunctionalInterface
public interface Readiness {
    CompletionStage<?> check();
}
