package parley.http.api;

import com.typesafe.config.ConfigFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.stream.Materializer;
import parley.engine.tool.Toolbox;
import parley.http.edge.Administrators;
import parley.http.edge.EdgeSettings;
import parley.http.edge.Envelope;
import parley.http.edge.Keyring;
import parley.http.edge.OldTokens;
import parley.http.edge.Problems;
import parley.http.edge.Sse;
import parley.http.edge.Throttle;
import parley.http.edge.ThrottleSettings;
import parley.http.edge.TokenSecret;

/** All routes on a real socket, with nothing but memory behind them. */
final class House implements AutoCloseable {
    static final String SECRET = "a secret of at least thirty-two bytes, for tests";
    static final String OLD_SECRET = "a secret of an earlier server";
    static final Duration CHECKED = Duration.ofSeconds(30);
    static final int BURST = 100;
    static final Duration RETRY = Duration.ofSeconds(1);
    static final Duration LIFETIME = Duration.ofHours(1);

    final FakeConversations conversations;
    final FakeAccounts accounts = new FakeAccounts();
    final AtomicBoolean databaseAnswers = new AtomicBoolean(true);
    final Sse sse;
    private final ActorSystem<Void> system;
    private final ServerBinding binding;

    House(Duration heartbeat) {
        system = ActorSystem.create(
                Behaviors.empty(),
                "house",
                ConfigFactory.parseString("pekko { actor.provider = local, http.server.remote-address-attribute = on }")
                        .withFallback(ConfigFactory.load()));
        conversations = new FakeConversations(Materializer.createMaterializer(system));
        sse = new Sse(heartbeat, RETRY);
        ThrottleSettings throttle = new ThrottleSettings(BURST, 1);
        EdgeSettings settings = new EdgeSettings(
                LIFETIME, CHECKED, heartbeat, RETRY, List.of("https://app.example.com"), false, throttle);
        Doors doors = doors();
        Keyring keyring = new Keyring(
                TokenSecret.configured(SECRET),
                OldTokens.under(Map.of("SECRET_KEY", OLD_SECRET)),
                settings,
                doors.users().sessions(),
                Clock.systemUTC());
        Api api = new Api(
                doors,
                Administrators.named("boss@example.com"),
                keyring,
                new Throttle(throttle),
                sse,
                health(),
                "1.2.3",
                Clock.systemUTC());
        binding = Http.get(system)
                .newServerAt("127.0.0.1", 0)
                .bind(Envelope.around(settings, _ -> Problems::plainly, api.routes()))
                .toCompletableFuture()
                .join();
    }

    private Doors doors() {
        FakeAgents agents = new FakeAgents();
        FakeOffers offers = new FakeOffers();
        return new Doors(
                new FakeUsers(),
                agents,
                agents,
                FakeConnections.none(),
                accounts,
                new FakeStatements(),
                new FakePrices(),
                conversations,
                conversations,
                new FakeRecordings(conversations),
                offers,
                offers,
                Toolbox.NONE);
    }

    private HealthRoutes health() {
        Readiness readiness = () -> databaseAnswers.get()
                ? CompletableFuture.completedFuture("yes")
                : CompletableFuture.failedFuture(new IllegalStateException("no answer"));
        return new HealthRoutes(readiness, Map::of, "1.2.3", Clock.systemUTC());
    }

    Client client() {
        return new Client(binding.localAddress().getPort(), "");
    }

    /** Waits until somebody watches a room. */
    void awaitViewer(String id) {
        while (conversations.room(id).viewers() == 0) Thread.onSpinWait();
    }

    /** Somebody who has just registered. */
    Client person(String name) {
        Client stranger = client();
        Client.Reply reply = stranger.post(
                "/api/v1/auth/register",
                "{'email':'" + name + "@example.com','password':'correct horse','name':'" + name + "'}");
        return stranger.with(reply.json().path("token").asText());
    }

    @Override
    public void close() {
        sse.close();
        binding.terminate(Duration.ofSeconds(1)).toCompletableFuture().join();
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }
}
