package parley.http.chatsparty;

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

/** A connection as the forms of all eras send it: with empty texts where nothing was typed. */
record ConnectionForm(
        @Nullable String name,
        @Nullable String description,
        @Nullable String provider,
        @Nullable String modelName,
        @Nullable String apiKey,
        @Nullable String baseUrl,
        @Nullable Boolean isActive,
        @Nullable Boolean isDefault,
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
                isActive == null || isActive,
                first(maxConcurrent),
                first(requestsPerMinute));
        return new ConnectionDraft(wiring, secret(), isDefault != null && isDefault);
    }

    /** An emptied description or address is one; a name, a provider or a model cannot be emptied. */
    ConnectionChange change() {
        return new ConnectionChange(
                said(name),
                description,
                said(provider),
                said(modelName),
                baseUrl != null,
                base(),
                isActive,
                isDefault,
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
        return apiKey == null ? Optional.empty() : ConnectionKey.in(apiKey);
    }

    private @Nullable URI base() {
        String address = said(baseUrl);
        return address == null ? null : Wiring.address(address);
    }

    private String model(String from, ProviderCatalogue providers) {
        String model = said(modelName);
        if (model != null) return model;
        return providers
                .find(from)
                .map(ProviderInfo::defaultModel)
                .orElseThrow(() -> Refusal.invalid("model_name is required for a provider that is not known by name"));
    }

    private static String required(String field, @Nullable String value) {
        String said = said(value);
        if (said == null) throw Refusal.invalid(field + " is required");
        return said;
    }

    private static @Nullable String said(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "ConnectionForm[" + name + ", " + provider + "]";
    }
}
