package parley.http.provider;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.http.javadsl.ClientTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.connection.ProviderFamily;
import parley.engine.llm.ChatModels;
import parley.engine.llm.ModelInfo;
import parley.engine.llm.ModelRef;
import parley.http.gguf.GgufModel;
import parley.http.wire.Endpoint;
import parley.http.wire.Wire;
import parley.http.wire.WireModel;

/**
 * Finds out which models there are: the one that the settings name, the file that they name, then model servers on this machine, then services
 * with a key, and at last the scripted demo. Nothing is asked that costs tokens, and nothing outside this machine.
 */
public final class Discovery {
    private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);
    /** A list of models is small; anything larger is something else. */
    private static final long LONGEST_LIST = 1 << 20;

    private final ModelSettings settings;
    private final ClassicActorSystemProvider system;
    private final List<LocalServer> servers;
    private final Families families;
    private final Optional<Offer> file;

    Discovery(ModelSettings settings, ClassicActorSystemProvider system, List<LocalServer> servers) {
        this.settings = settings;
        this.system = system;
        this.servers = List.copyOf(servers);
        this.families = new Families(settings.wire(), settings.wire().firstByte(), ClientTransport.TCP(), system);
        this.file = settings.file().map(it -> {
            GgufModel model = new GgufModel(it);
            system.classicSystem().registerOnTermination(model::close);
            return new Offer(model.info(), _ -> model);
        });
    }

    /** Looks around once, for as long as the settings' probe time at most; never fails, for the demo is always there. */
    public static CompletionStage<ChatModels> discover(ModelSettings settings, ClassicActorSystemProvider system) {
        List<LocalServer> servers = LocalServer.known().stream()
                .map(it -> Optional.ofNullable(settings.servers().get(it.provider()))
                        .map(it::movedTo)
                        .orElse(it))
                .toList();
        return new Discovery(settings, system, servers).look();
    }

    /** Looks around now, and again whenever somebody asks and the last look is some while ago. */
    CompletionStage<ChatModels> look() {
        return once().thenApply(first -> {
            tell(first);
            return settings.discover() ? new LiveModels(first, settings.again(), this::again) : first;
        });
    }

    private CompletionStage<OfferedModels> again(OfferedModels before) {
        return once().thenApply(now -> {
            if (!refs(now).equals(refs(before))) tell(now);
            return now.after(before);
        });
    }

    private CompletionStage<OfferedModels> once() {
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

    private OfferedModels offered(List<Offer> local) {
        List<Offer> offers = new ArrayList<>();
        settings.chosen().ifPresent(it -> offers.add(offer(it)));
        file.ifPresent(offers::add);
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
        settings.preferred().ifPresent(it -> prefer(it, offers));
        return new OfferedModels(offers);
    }

    /** Puts a model before all others; one of a service may be one that its settings do not name. */
    private void prefer(ModelRef wanted, List<Offer> offers) {
        offers.stream()
                .filter(it -> isCalled(wanted, it.info().ref()))
                .findFirst()
                .or(() -> services(offers)
                        .filter(it -> it.provider().equals(wanted.provider()))
                        .findFirst()
                        .map(it -> new Offer(
                                labelled(it.others().apply(wanted), wanted.provider() + ": " + wanted.model()),
                                it.others(),
                                it.door())))
                .ifPresent(it -> {
                    offers.remove(it);
                    offers.addFirst(it);
                });
    }

    /** Those that do not list their models to us. */
    private Stream<Offer> services(List<Offer> offers) {
        return offers.stream()
                .filter(it ->
                        servers.stream().noneMatch(local -> local.provider().equals(it.provider()))
                                && !it.provider().equals(GgufModel.PROVIDER)
                                && !it.info().demo());
    }

    /** Ollama's users leave the usual tag out. */
    private static boolean isCalled(ModelRef wanted, ModelRef offered) {
        return offered.equals(wanted) || offered.toString().equals(wanted + ":latest");
    }

    private static void tell(OfferedModels models) {
        LOG.info("Models on offer: {}", refs(models));
    }

    private static List<ModelRef> refs(OfferedModels models) {
        return models.offered().stream().map(ModelInfo::ref).toList();
    }

    private Offer offer(ModelSettings.Remote remote) {
        String provider = remote.endpoint().provider();
        ModelRef ref = new ModelRef(provider, remote.model());
        return offer(ref, remote.endpoint(), remote.family(), provider + ": " + remote.model(), remote.context());
    }

    private static ModelInfo labelled(ModelInfo it, String label) {
        return new ModelInfo(it.ref(), label, it.prefill(), it.demo(), it.context(), it.abilities());
    }

    private Offer offer(LocalServer server, LocalServer.Listed model) {
        int context = settings.window(server.provider(), model.context());
        ModelRef ref = new ModelRef(server.provider(), model.name());
        return offer(ref, server.endpoint(), server.family(), server.label() + ": " + model.name(), context);
    }

    private Offer offer(ModelRef ref, Endpoint endpoint, ProviderFamily family, String label, int context) {
        Wire wire = families.wire(family, endpoint.base(), context);
        boolean prefills = family == ProviderFamily.ANTHROPIC || wire.prefills(endpoint);
        return new Offer(
                settings.capabilities().told(ref, label, context, prefills),
                it -> settings.capabilities().told(it, it.toString(), context, prefills),
                WireModel.door(wire, endpoint, settings.wire(), system));
    }
}
