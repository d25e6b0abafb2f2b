package parley.engine.connection;

import com.typesafe.config.Config;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import parley.engine.kernel.Refusal;

/** The providers that are known by name; a connection may be to any other that speaks the wire of OpenAI. */
public record ProviderCatalogue(List<ProviderInfo> providers) {
    public ProviderCatalogue {
        providers = List.copyOf(providers);
    }

    static ProviderCatalogue from(Config config) {
        return new ProviderCatalogue(config.root().keySet().stream()
                .sorted()
                .map(it -> ProviderInfo.from(it, config.getConfig("\"" + it + "\"")))
                .toList());
    }

    /** A provider by its id. */
    public Optional<ProviderInfo> find(String id) {
        return providers.stream().filter(it -> it.id().equals(id)).findFirst();
    }

    /** The window of a model in tokens, where one of that name is known. */
    Optional<Integer> context(String model) {
        return providers.stream()
                .flatMap(it -> it.models().stream())
                .filter(it -> it.id().equals(model))
                .map(ProviderInfo.Model::context)
                .findFirst();
    }

    /**
     * Where an access leads.
     *
     * @throws Refusal INVALID where nobody here speaks with that provider, or it is not known where it is
     */
    public URI address(Access access) {
        Optional<ProviderInfo> known = find(access.provider());
        if (known.isPresent() && !known.get().spoken())
            throw Refusal.invalid("the wire of " + known.get().displayName()
                    + " is not spoken here yet; the connection is kept but cannot be used");
        if (access.base() != null) return access.base();
        return known.flatMap(ProviderInfo::base)
                .orElseThrow(() -> Refusal.invalid(
                        "it is not known where the provider " + access.provider() + " is; give a base URL"));
    }
}
