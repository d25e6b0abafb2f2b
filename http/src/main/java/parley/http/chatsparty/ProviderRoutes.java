package parley.http.chatsparty;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.server.PathMatcher0;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import parley.engine.connection.ProviderCatalogue;
import parley.engine.connection.ProviderInfo;
import parley.engine.kernel.Refusal;

/** The providers that connections can be made to, for everybody. */
final class ProviderRoutes implements Chapter {
    /** What the first era's clients call the provider of the platform's connection. */
    private static final String OWN = "chatsparty";

    private final ProviderCatalogue providers;
    private final PlatformDefault platform;

    ProviderRoutes(ProviderCatalogue providers, PlatformDefault platform) {
        this.providers = providers;
        this.platform = platform;
    }

    /** A provider as the first era's dropdown reads it. */
    record Choice(List<String> models, boolean requiresApiKey, boolean baseUrlRequired) {
        static Choice of(ProviderInfo it) {
            boolean somewhere = !it.requiresKey() || (it.base().isEmpty() && it.customizable());
            return new Choice(ids(it), it.requiresKey(), somewhere);
        }
    }

    record Choices(Map<String, Choice> providers, @Nullable String error) {}

    record Models(
            String provider, List<String> models, @Nullable String error) {}

    record LocalModels(List<String> models, @Nullable String error) {}

    /** A provider as the second era's catalogue has it. */
    record Provider(
            String id,
            String name,
            String displayName,
            boolean requiresApiKey,
            String defaultModel,
            @Nullable String baseUrl,
            boolean customizable,
            boolean usable,
            List<Model> supportedModels) {
        static Provider of(ProviderInfo it) {
            return new Provider(
                    it.id(),
                    it.id(),
                    it.displayName(),
                    it.requiresKey(),
                    it.defaultModel(),
                    it.base().map(Object::toString).orElse(null),
                    it.customizable(),
                    true,
                    it.models().stream().map(Model::of).toList());
        }
    }

    record Model(String id, String name, int contextWindow) {
        static Model of(ProviderInfo.Model it) {
            return new Model(it.id(), it.name(), it.context());
        }
    }

    @Override
    public Route routes(Mount mount) {
        return concat(choices(), modelsOf(), models(), list(mount), show(), supported(mount));
    }

    // GET /chat/providers
    private Route choices() {
        return answered(segment("chat").slash("providers"), this::choice);
    }

    private Choices choice() {
        Map<String, Choice> all = new LinkedHashMap<>();
        providers.providers().forEach(it -> all.put(it.id(), Choice.of(it)));
        if (platform.enabled()) all.put(OWN, new Choice(platform.models(), false, false));
        return new Choices(all, null);
    }

    // GET /chat/providers/{provider}/models
    private Route modelsOf() {
        return path(
                segment("chat").slash("providers").slash(segment()).slash("models"),
                provider -> get(() -> Reply.ok(CompletableFuture.completedFuture(models(provider)))));
    }

    private Models models(String provider) {
        if (provider.equals(OWN)) return new Models(provider, platform.enabled() ? platform.models() : List.of(), null);
        return providers
                .find(provider)
                .map(it -> new Models(provider, ids(it), null))
                .orElseGet(() -> new Models(provider, List.of(), "no provider of this name is known here"));
    }

    // GET /chat/models
    private Route models() {
        return answered(segment("chat").slash("models"), () -> new LocalModels(platform.models(), null));
    }

    // GET /connections/providers
    private Route list(Mount mount) {
        return answered(
                segment("connections").slash("providers"),
                () -> listed(
                        mount, providers.providers().stream().map(Provider::of).toList()));
    }

    // GET /connections/providers/{provider}
    private Route show() {
        return path(
                segment("connections").slash("providers").slash(segment()),
                provider -> get(() -> Reply.ok(CompletableFuture.completedFuture(Provider.of(known(provider))))));
    }

    // GET /connections/providers/{provider}/models
    private Route supported(Mount mount) {
        return path(
                segment("connections").slash("providers").slash(segment()).slash("models"),
                provider -> get(() -> Reply.ok(CompletableFuture.completedFuture(listed(
                        mount, known(provider).models().stream().map(Model::of).toList())))));
    }

    private ProviderInfo known(String provider) {
        return providers.find(provider).orElseThrow(() -> Refusal.notFound("Provider not found"));
    }

    private static Object listed(Mount mount, List<?> list) {
        return mount == Mount.API ? Data.of(list) : list;
    }

    private static List<String> ids(ProviderInfo provider) {
        return provider.models().stream().map(ProviderInfo.Model::id).toList();
    }

    private static Route answered(PathMatcher0 address, Supplier<Object> answer) {
        return path(address, () -> get(() -> Reply.ok(CompletableFuture.completedFuture(answer.get()))));
    }
}
