package parley.http.provider;

import com.typesafe.config.Config;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.http.javadsl.ClientTransport;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;
import parley.engine.connection.Access;
import parley.engine.connection.Exchange;
import parley.engine.connection.ProviderCatalogue;
import parley.engine.connection.ProviderFamily;
import parley.engine.connection.Trial;
import parley.engine.kernel.Refusal;
import parley.engine.llm.ChatModel;
import parley.engine.llm.ChatModels;
import parley.engine.llm.ModelFailure;
import parley.engine.llm.ModelInfo;
import parley.http.wire.Endpoint;
import parley.http.wire.GuardedTransport;
import parley.http.wire.Inquiry;
import parley.http.wire.ListedModel;
import parley.http.wire.ModelList;
import parley.http.wire.Wire;
import parley.http.wire.WireModel;

/**
 * Reaches providers of every family by users' own keys. A key goes to the address of its connection and nowhere else; that
 * of a service account does not go anywhere, but its word does, to Google.
 */
public final class ProviderExchange implements Exchange {
    private final ProviderCatalogue providers;
    private final ExchangeSettings settings;
    private final ClientTransport transport;
    private final ClassicActorSystemProvider system;
    private final Families families;

    ProviderExchange(ProviderCatalogue providers, ExchangeSettings settings, ClassicActorSystemProvider system) {
        this.providers = providers;
        this.settings = settings;
        this.transport = GuardedTransport.of(settings.reach());
        this.system = system;
        this.families = new Families(settings.wire(), settings.testWithin(), transport, system);
    }

    /** An exchange as the settings want it; the servers of this machine among the found models may be used. */
    public static Exchange open(ProviderCatalogue providers, ChatModels found, ClassicActorSystemProvider system) {
        Config config = system.classicSystem().settings().config();
        ExchangeSettings settings = ExchangeSettings.of(config);
        Set<String> offering =
                found.offered().stream().map(it -> it.ref().provider()).collect(Collectors.toSet());
        Set<Integer> ports = LocalServer.known().stream()
                .filter(it -> offering.contains(it.provider()))
                .map(it -> it.base().getPort())
                .collect(Collectors.toSet());
        return new ProviderExchange(providers, settings.with(ports), system);
    }

    @Override
    public ChatModel open(Access access) {
        try {
            return WireModel.door(wire(access), endpoint(access), settings.wire(), transport, system)
                    .apply(access.model());
        } catch (Refusal no) {
            return _ -> Source.failed(new ModelFailure.Rejected(no.reason()));
        }
    }

    @Override
    public CompletionStage<List<String>> models(Access access) {
        try {
            return new ModelList(wire(access), inquiry(endpoint(access)))
                    .models()
                    .thenApply(it -> it.stream().map(ListedModel::name).toList());
        } catch (Refusal no) {
            return CompletableFuture.failedFuture(new ModelFailure.Rejected(no.reason()));
        }
    }

    @Override
    public CompletionStage<Trial> trial(Access access) {
        long start = System.nanoTime();
        return models(access).handle((models, failure) -> {
            long latency = Duration.ofNanos(System.nanoTime() - start).toMillis();
            return models == null ? failed(failure, latency) : tried(access, models, latency);
        });
    }

    private Trial tried(Access access, List<String> models, long latency) {
        boolean listed = models.contains(access.model()) || models.contains(access.model() + ":latest");
        if (listed || models.isEmpty())
            return new Trial(true, "Connection successful: " + access.provider() + " answers", latency);
        if (providers.family(access.provider()) == ProviderFamily.OLLAMA)
            return new Trial(false, "Model '" + access.model() + "' not available", latency);
        // Some services answer to names that they do not list.
        return new Trial(
                true,
                "Connection successful: " + access.provider() + " answers, though it does not list '" + access.model()
                        + "'",
                latency);
    }

    private static Trial failed(@Nullable Throwable failure, long latency) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        String why = cause instanceof ModelFailure told
                ? String.valueOf(told.getMessage())
                : "the provider cannot be reached";
        return new Trial(false, "Connection failed: " + why, latency);
    }

    private Endpoint endpoint(Access access) {
        URI base = providers.address(access);
        if (base.getHost() == null) throw Refusal.invalid("a base URL needs the name of a host");
        return new Endpoint(access.provider(), Families.base(providers.family(access.provider()), base), access.key());
    }

    /** A window that Ollama is asked for is never smaller than what prompts are written for. */
    private Wire wire(Access access) {
        int window = Math.max(
                ModelInfo.USUAL_CONTEXT, providers.context(access.model()).orElse(0));
        return families.wire(providers.family(access.provider()), providers.address(access), window);
    }

    private Inquiry inquiry(Endpoint endpoint) {
        return new Inquiry(endpoint, settings.wire(), settings.testWithin(), transport, system);
    }
}
