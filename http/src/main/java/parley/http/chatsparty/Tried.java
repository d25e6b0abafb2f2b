package parley.http.chatsparty;

import org.jspecify.annotations.Nullable;
import parley.engine.connection.Trial;

/**
 * How a trial of a connection went, told to all of its readers.
 *
 * @param latency in milliseconds
 * @param error the message again, where it failed
 */
record Tried(
        boolean success,
        String message,
        @Nullable Long latency,
        @Nullable String error) {
    static Tried of(Trial it) {
        return new Tried(it.success(), it.message(), it.latency(), it.success() ? null : it.message());
    }

    static Tried failed(String why) {
        return new Tried(false, why, null, why);
    }

    /** There is nothing to try about the model that this server itself offers. */
    static Tried platform(boolean enabled) {
        return enabled
                ? new Tried(true, "Default ChatsParty connection is always available", 0L, null)
                : failed("There is no default connection on this server");
    }
}
