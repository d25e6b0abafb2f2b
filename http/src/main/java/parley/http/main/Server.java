package parley.http.main;

import static org.apache.pekko.http.javadsl.server.Directives.concat;

import com.typesafe.config.Config;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.concurrent.CompletionException;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.server.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.chunking.DetectedLanguage;
import parley.engine.llm.ChatModels;
import parley.engine.measure.Measures;
import parley.engine.measure.Series;
import parley.engine.trace.Traces;
import parley.http.api.Api;
import parley.http.api.HealthRoutes;
import parley.http.character.Gallery;
import parley.http.chatsparty.ChatSockets;
import parley.http.chatsparty.ChatsParty;
import parley.http.chatsparty.ChatsPartySettings;
import parley.http.companion.Companion;
import parley.http.companion.CompanionSettings;
import parley.http.edge.Administration;
import parley.http.edge.EdgeSettings;
import parley.http.edge.Envelope;
import parley.http.edge.ErrorForm;
import parley.http.edge.Keyring;
import parley.http.edge.Metered;
import parley.http.edge.Problems;
import parley.http.edge.SignedLinks;
import parley.http.edge.Sse;
import parley.http.edge.Steadiness;
import parley.http.edge.Throttle;
import parley.http.edge.Tickets;
import parley.http.edge.Traced;
import parley.http.management.DeploymentRoutes;
import parley.http.management.Standing;
import parley.http.management.Survey;
import parley.http.manual.Manual;
import parley.http.provider.Discovery;
import parley.http.provider.ModelSettings;
import parley.http.social.SocialSettings;
import parley.http.social.SocialSignIn;
import parley.http.socketio.SocketRoutes;
import parley.http.socketio.SocketSettings;
import parley.http.voice.VoiceBox;
import parley.http.voice.VoiceSettings;
import parley.persistence.database.DatabaseUnavailable;

/** A server from its start to its end; read {@link #open} from top to bottom to see how the house is wired. */
final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    private final ActorSystem<Void> system;
    private final InetSocketAddress address;

    private Server(ActorSystem<Void> system, InetSocketAddress address) {
        this.system = system;
        this.address = address;
    }

    /** Where its actors live. */
    ActorSystem<Void> system() {
        return system;
    }

    /** Starts a server and waits until it listens. */
    static Server start(Config config) {
        return start(config, Furnishing.PLAIN);
    }

    /** Starts a server whose engines are furnished like this, and waits until it listens. */
    static Server start(Config config, Furnishing furnishing) {
        ServerSettings settings = ServerSettings.from(config.getConfig("parley"));
        ActorSystem<Void> system = null;
        try {
            Config clustered = Clustered.config(config, settings);
            settings.tokenSecret();
            settings.masterKeys();
            checkPort(settings);
            system = Node.system(clustered);
            return open(system, settings, furnishing);
        } catch (RuntimeException failure) {
            if (system != null) stop(system);
            throw explained(failure, settings);
        }
    }

    private static Server open(ActorSystem<Void> system, ServerSettings settings, Furnishing furnishing) {
        Config config = system.settings().config();
        Tracing.open(system);
        Thread.ofVirtual().name("languages").start(DetectedLanguage::load);
        VoiceBox voices = VoiceBox.open(VoiceSettings.of(config), system);
        system.getWhenTerminated().thenRun(voices::close);
        Node node = Node.furnished(system, models(system), voices, furnishing);
        EdgeSettings edge = EdgeSettings.from(config.getConfig("parley.http"));
        Measures measures = Measures.of(system);
        Sse sse = new Sse(edge.heartbeat(), edge.retry(), measures.level(Series.VIEWERS, "sse"));
        Survey survey = Caretaking.survey(node);
        Standing standing = Caretaking.open(node, survey);
        FileRoom files = FileRoom.open(system);
        boolean alone = Clustered.join(node, settings);
        node.loadPrices();
        files.sweep(alone);
        Clock clock = Clock.systemUTC();
        Keyring keyring = new Keyring(
                settings.tokenSecret(),
                settings.oldTokens(),
                edge,
                node.doors().users().sessions(),
                clock);
        Gallery gallery = node.gallery(files, clock);
        Companion companion = new Companion(
                node.companion(files, gallery, new SignedLinks(settings.tokenSecret(), clock), keyring, sse),
                CompanionSettings.from(config.getConfig("parley")),
                clock);
        Route routes = concat(
                node.characters(gallery, keyring, sse),
                new DeploymentRoutes(survey, administration(node, settings), keyring.signedIn()).routes(),
                routes(node, files, settings, edge, sse, keyring, companion, standing));
        Route wrapped = Traced.around(
                Traces.of(system), Envelope.around(edge, companion::mayCall, Server::errors, standing.around(routes)));
        ServerBinding binding = bind(system, settings, Metered.around(measures, Server::dialect, wrapped));
        Caretaking.endWatching(system, sse);
        Clustered.resume(node);
        standing.open();
        return new Server(system, binding.localAddress());
    }

    /** The models that can be reached from here; looks around for as long as the settings allow. */
    private static ChatModels models(ActorSystem<Void> system) {
        ModelSettings settings = ModelSettings.of(system.settings().config());
        return Discovery.discover(settings, system).toCompletableFuture().join();
    }

    private static Route routes(
            Node node,
            FileRoom files,
            ServerSettings settings,
            EdgeSettings edge,
            Sse sse,
            Keyring keyring,
            Companion companion,
            Standing standing) {
        Clock clock = Clock.systemUTC();
        String version = Version.current();
        HealthRoutes health = new HealthRoutes(standing::check, companion::particulars, version, clock);
        SignedLinks links = new SignedLinks(settings.tokenSecret(), clock);
        Throttle throttle = new Throttle(edge.throttle());
        Api api = new Api(node.doors(), settings.administrators(), keyring, throttle, sse, health, version, clock);
        ChatsPartySettings party =
                ChatsPartySettings.from(node.system().settings().config().getConfig("parley.chatsparty"));
        Administration administration = administration(node, settings);
        parley.http.chatsparty.Doors doors =
                node.doors(files, links, keyring, throttle, administration, social(node, settings, clock), sse);
        Route talks = new ChatsParty(doors, party).routes();
        return concat(
                Manual.of(version).routes(),
                sockets(doors, party, standing, node.system()).routes(),
                companion.routes(Problems.sealed(ChatsParty::errors, talks)),
                talks,
                files.routes(links, keyring, clock),
                api.routes());
    }

    private static Administration administration(Node node, ServerSettings settings) {
        return new Administration(settings.administrators(), node.doors().users());
    }

    private static SocialSignIn social(Node node, ServerSettings settings, Clock clock) {
        SocialSettings social =
                SocialSettings.from(node.system().settings().config().getConfig("parley.http.social"));
        return new SocialSignIn(social, new Tickets(settings.tokenSecret(), social.within(), clock), node.system());
    }

    /** Socket.IO is at the root alone: clients that look for all else below {@code /api} look for it here too. */
    private static SocketRoutes sockets(
            parley.http.chatsparty.Doors doors,
            ChatsPartySettings party,
            Steadiness steadiness,
            ActorSystem<?> system) {
        SocketSettings settings = SocketSettings.from(system.settings().config().getConfig("parley.http.socket-io"));
        return new SocketRoutes(settings, new ChatSockets(doors, party.chat(), steadiness, system), system);
    }

    /** Our own addresses say no in our own form, all others in that of the clients who look there. */
    private static ErrorForm errors(HttpRequest request) {
        if (request.getUri().path().startsWith("/api/v1/")) return Problems::plainly;
        return Companion.errors(request).orElseGet(() -> ChatsParty.errors(request));
    }

    /** Which of our languages a request is in, as numbers tell it. */
    private static String dialect(HttpRequest request) {
        String path = request.getUri().path();
        if (path.startsWith("/api/v1/")) return "parley";
        if (path.startsWith("/socket.io")) return "socket.io";
        if (path.equals("/") || path.lastIndexOf('.') > path.lastIndexOf('/')) return "page";
        return Companion.errors(request).isPresent() ? "companion" : "chatsparty";
    }

    private static ServerBinding bind(ActorSystem<Void> system, ServerSettings settings, Route route) {
        return Http.get(system)
                .newServerAt(settings.host(), settings.port())
                .bind(route)
                .toCompletableFuture()
                .join()
                .addToCoordinatedShutdown(settings.stopWithin(), system);
    }

    /** Binds and lets go again, so that a port that is taken is told before anything is opened. */
    private static void checkPort(ServerSettings settings) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(settings.host(), settings.port()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static RuntimeException explained(RuntimeException failure, ServerSettings settings) {
        Throwable reason = reason(failure);
        String place = settings.host() + ":" + settings.port();
        return switch (reason) {
            case DatabaseUnavailable unavailable -> new CannotStart(String.valueOf(unavailable.getMessage()), reason);
            case BindException _ ->
                new CannotStart(
                        "cannot listen on " + place + ": " + reason.getMessage()
                                + ". Stop what listens there, or set PARLEY_PORT to another port.",
                        reason);
            default -> failure;
        };
    }

    /** What is at the bottom of a failure that was wrapped on its way; ours where one of ours is among them. */
    static Throwable reason(Throwable failure) {
        if (failure instanceof CannotStart || failure instanceof DatabaseUnavailable) return failure;
        Throwable cause = failure.getCause();
        return cause == null ? failure : reason(cause);
    }

    /** Tells people where the server is, once it has answered for its health. */
    void tell(PrintStream out) {
        String place = "Parley is listening on " + FirstAnswer.address(address);
        String line = FirstAnswer.sinceStart(address)
                .map(it -> place + " (first health answer after " + it.toMillis() + " ms)")
                .orElse(place + " (its health is not good yet: see /health)");
        out.println(line);
        out.flush();
    }

    InetSocketAddress address() {
        return address;
    }

    /** Waits for the end of the server. One that was not asked for, such as being put out of a cluster, is a failure. */
    void awaitEnd() {
        system.getWhenTerminated().toCompletableFuture().join();
        CoordinatedShutdown.get(system)
                .getShutdownReason()
                .filter(it -> !it.equals(CoordinatedShutdown.jvmExitReason()))
                .ifPresent(it -> {
                    throw new CannotStart("the server has ended by itself: " + it, null);
                });
    }

    @Override
    public void close() {
        stop(system);
    }

    private static void stop(ActorSystem<Void> system) {
        system.terminate();
        try {
            system.getWhenTerminated().toCompletableFuture().join();
        } catch (CompletionException failure) {
            LOG.warn("the server did not stop in good order", failure);
        }
    }
}
