package parley.http.provider;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.llm.ChatModels;
import parley.engine.llm.ModelInfo;
import parley.engine.llm.ModelRef;

/**
 * Finds out which models there are: the one that the settings name, then model servers on this machine, then services
 * with a key, and at last the scripted demo. Nothing is asked that costs tokens, and nothing outside this machine.
 */
public final class Discovery {
    private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);
    /** A list of models is small; anything larger is something else. */
    private static final long LONGEST_LIST = 1 << 20;

    private final ModelSettings settings;
    private final ClassicActorSystemProvider system;
    private final List<LocalServer> servers;

    Discovery(ModelSettings settings, ClassicActorSystemProvider system, List<LocalServer> servers) {
        this.settings = settings;
        this.system = system;
        this.servers = List.copyOf(servers);
    }

    /** Looks around once, for as long as the settings' probe time at most; never fails, for the demo is always there. */
    public static CompletionStage<ChatModels> discover(ModelSettings settings, ClassicActorSystemProvider system) {
        return new Discovery(settings, system, LocalServer.known()).look();
    }

    CompletionStage<ChatModels> look() {
        if (!settings.discover()) return CompletableFuture.completedFuture(offered(List.of()));
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(settings.probe())
                .proxy(HttpClient.Builder.NO_PROXY)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        List<CompletableFuture<List<Offer>>> probes =
                servers.stream().map(it -> probed(client, it)).toList();
        return CompletableFuture.allOf(probes.toArray(CompletableFuture[]::new)).thenApply(_ -> {
            client.shutdownNow();
            return offered(probes.stream().flatMap(it -> it.join().stream()).toList());
        });
    }

    private CompletableFuture<List<Offer>> probed(HttpClient client, LocalServer server) {
        HttpRequest request =
                HttpRequest.newBuilder(server.probe()).timeout(settings.probe()).build();
        return client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), LONGEST_LIST))
                .thenApply(it -> it.statusCode() == 200 ? server.models(it.body()) : List.<LocalServer.Listed>of())
                .completeOnTimeout(List.of(), settings.probe().toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(_ -> List.of()) // nobody there, which is no news
                .thenApply(it -> it.stream().map(model -> offer(server, model)).toList());
    }

    private ChatModels offered(List<Offer> local) {
        List<Offer> offers = new ArrayList<>();
        settings.chosen().ifPresent(it -> offers.add(offer(it)));
        offers.addAll(local);
        settings.services().stream()
                .filter(it -> settings.chosen().isEmpty()
                        || !it.endpoint()
                                .provider()
                                .equals(settings.chosen().get().endpoint().provider()))
                .map(this::offer)
                .forEach(offers::add);
        ScriptedModel scripted = new ScriptedModel(settings.shortestGap(), settings.longestGap());
        offers.add(new Offer(ScriptedModel.INFO, _ -> scripted));
        LOG.info(
                "Models on offer: {}",
                offers.stream().map(it -> it.info().ref()).toList());
        return new OfferedModels(offers);
    }

    private Offer offer(ModelSettings.Remote remote) {
        String provider = remote.endpoint().provider();
        return offer(remote.endpoint(), remote.model(), provider + ": " + remote.model(), remote.context());
    }

    private Offer offer(LocalServer server, LocalServer.Listed model) {
        int context = settings.window(server.provider(), model.context());
        return offer(server.endpoint(), model.name(), server.label() + ": " + model.name(), context);
    }

    private Offer offer(Endpoint endpoint, String model, String label, int context) {
        ModelInfo info = new ModelInfo(new ModelRef(endpoint.provider(), model), label, false, false, context);
        return new Offer(info, OpenAiModel.door(endpoint, settings.wire(), system));
    }
}
