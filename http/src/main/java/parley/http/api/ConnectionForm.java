package parley.http.api;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.engine.connection.Access;
import parley.engine.connection.ConnectionChange;
import parley.engine.connection.ConnectionDraft;
import parley.engine.connection.ConnectionKey;
import parley.engine.connection.ProviderCatalogue;
import parley.engine.connection.ProviderInfo;
import parley.engine.connection.Wiring;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Secret;

/** A connection as a client writes it. A new one needs a name and a provider; a changed one only what is to change. */
record ConnectionForm(
        @Nullable String name,
        @Nullable String description,
        @Nullable String provider,
        @Nullable String model,
        @Nullable String baseUrl,
        @Nullable String key,
        @Nullable Boolean active,
        @Nullable Boolean preferred,
        @Nullable Integer maxConcurrent,
        @Nullable Integer requestsPerMinute) {
    ConnectionDraft draft(ProviderCatalogue providers) {
        String from = required("provider", provider);
        Wiring wiring = new Wiring(
                required("name", name),
                description == null ? "" : description,
                from,
                model(from, providers),
                base(),
                active == null || active,
                first(maxConcurrent),
                first(requestsPerMinute));
        return new ConnectionDraft(wiring, secret(), preferred != null && preferred);
    }

    ConnectionChange change() {
        return new ConnectionChange(
                name,
                description,
                provider,
                model,
                baseUrl != null,
                base(),
                active,
                preferred,
                maxConcurrent,
                requestsPerMinute);
    }

    /** Something to try before it is stored. */
    Access access(ProviderCatalogue providers) {
        String from = required("provider", provider);
        return new Access(from, model(from, providers), base(), true, secret());
    }

    /** A new connection has no limit that could be taken away. */
    private static @Nullable Integer first(@Nullable Integer limit) {
        return limit == null || limit == 0 ? null : limit;
    }

    /** The key; none where the field is left out, empty or a mask. */
    Optional<Secret> secret() {
        return key == null ? Optional.empty() : ConnectionKey.in(key);
    }

    private @Nullable URI base() {
        return baseUrl == null || baseUrl.isBlank() ? null : Wiring.address(baseUrl);
    }

    private String model(String from, ProviderCatalogue providers) {
        if (model != null && !model.isBlank()) return model;
        return providers
                .find(from)
                .map(ProviderInfo::defaultModel)
                .orElseThrow(() -> Refusal.invalid("model is required for a provider that is not known by name"));
    }

    private static String required(String field, @Nullable String value) {
        if (value == null) throw Refusal.invalid(field + " is required");
        return value;
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "ConnectionForm[" + name + ", " + provider + "]";
    }
}
