package parley.http.chatsparty;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.engine.connection.ConnectionProfile;

/**
 * A connection with the keys of all its readers.
 *
 * @param apiKey never there: forms begin with it and send it back
 * @param isDefault whether it is its owner's usual one for its provider
 * @param platform whether it is this server's own, which clients then do not let anybody edit
 */
record ConnectionAnswer(
        String id,
        String name,
        @Nullable String description,
        String provider,
        String modelName,
        @Nullable String apiKey,
        @Nullable String baseUrl,
        boolean isActive,
        boolean isDefault,
        @JsonProperty("is_default") boolean platform,
        boolean isSystemDefault,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer maxConcurrent,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer requestsPerMinute,
        Instant createdAt,
        Instant updatedAt) {

    static ConnectionAnswer of(ConnectionProfile it) {
        return new ConnectionAnswer(
                it.id().value(),
                it.wiring().name(),
                it.wiring().description(),
                it.wiring().provider(),
                it.wiring().model(),
                null,
                it.wiring().base() == null ? null : it.wiring().base().toString(),
                it.wiring().active(),
                it.preferred(),
                false,
                false,
                it.wiring().maxConcurrent(),
                it.wiring().requestsPerMinute(),
                it.createdAt(),
                it.updatedAt());
    }

    static ConnectionAnswer ofPlatform(
            String id, String name, String description, String provider, String model, Instant since) {
        return new ConnectionAnswer(
                id, name, description, provider, model, null, null, true, true, true, true, null, null, since, since);
    }
}
