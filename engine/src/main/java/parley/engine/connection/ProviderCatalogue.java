package parley.engine.connection;

import com.typesafe.config.Config;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import parley.engine.kernel.Refusal;
import parley.engine.llm.Capabilities;
import parley.engine.llm.ModelInfo;
import parley.engine.llm.ModelRef;

/**
 * The providers that are known by name, and what is known of models; a connection may be to any other provider that speaks
 * the wire of OpenAI.
 */
public record ProviderCatalogue(List<ProviderInfo> providers, Capabilities capabilities) {
    public ProviderCatalogue {
        providers = List.copyOf(providers);
    }

    /** One that knows nothing of models but what its providers list. */
    public ProviderCatalogue(List<ProviderInfo> providers) {
        this(providers, Capabilities.NONE);
    }

    /** The same with what is known of models. */
    public ProviderCatalogue knowing(Capabilities known) {
        return new ProviderCatalogue(providers, known);
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

    /** The family of a provider; whoever is not known speaks the wire of OpenAI. */
    public ProviderFamily family(String provider) {
        return find(provider).map(ProviderInfo::family).orElse(ProviderFamily.OPENAI);
    }

    /** What is known of a model that is reached through a connection. */
    ModelInfo connected(ConnectedModel model) {
        String label = "your connection";
        String name = model.model();
        if (name == null) return new ModelInfo(model.ref(), label, false, false);
        ModelInfo known = capabilities.told(
                new ModelRef(ConnectedModel.PROVIDER, name),
                label,
                context(name).orElse(0),
                false);
        return new ModelInfo(model.ref(), label, false, false, known.context(), known.abilities());
    }

    /** The window of a model in tokens, where one of that name is known. */
    public Optional<Integer> context(String model) {
        return providers.stream()
                .flatMap(it -> it.models().stream())
                .filter(it -> it.id().equals(model))
                .map(ProviderInfo.Model::context)
                .findFirst();
    }

    /**
     * Where an access leads.
     *
     * @throws Refusal INVALID where it is not known where that provider is
     */
    public URI address(Access access) {
        if (access.base() != null) return access.base();
        return find(access.provider())
                .flatMap(ProviderInfo::base)
                .orElseThrow(() -> Refusal.invalid(
                        "it is not known where the provider " + access.provider() + " is; give a base URL"));
    }
}
