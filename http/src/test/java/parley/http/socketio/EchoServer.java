package parley.http.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.testkit.javadsl.TestKit;
import parley.http.provider.PlainSystem;

/** A server whose clients hear again what they say, and that remembers who came and went. */
final class EchoServer implements AutoCloseable {
    static final SocketSettings SETTINGS =
            new SocketSettings(Duration.ofMillis(400), Duration.ofMillis(400), Duration.ofSeconds(2), 10_000, 50, 3);

    final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private final ActorSystem system = PlainSystem.named("echo");
    private final ServerBinding binding;

    EchoServer(SocketSettings settings) {
        SocketRoutes routes = new SocketRoutes(settings, Guest::new, Adapter.toTyped(system));
        binding = Http.get(system)
                .newServerAt("127.0.0.1", 0)
                .bind(routes.routes())
                .toCompletableFuture()
                .join();
    }

    /** A query that names no version is of the one that is spoken. */
    URI address(String query) {
        String version = query.contains("EIO=") ? "" : "EIO=4";
        return URI.create("http://127.0.0.1:" + port() + "/socket.io/?" + version + query);
    }

    /** Waits until something is so. */
    void await(Callable<Boolean> so) {
        new TestKit(system).awaitCond(Duration.ofSeconds(20), Duration.ofMillis(20), () -> {
            try {
                return so.call();
            } catch (Exception broken) {
                throw new IllegalStateException(broken);
            }
        });
    }

    int port() {
        return binding.localAddress().getPort();
    }

    @Override
    public void close() {
        TestKit.shutdownActorSystem(system);
    }

    private record Echo(List<JsonNode> arguments, String name) {}

    private final class Guest implements SocketHandler.Conversation {
        private final Socket socket;

        Guest(Socket socket, JsonNode auth) {
            this.socket = socket;
            seen.add("came " + auth.path("token").asText());
        }

        @Override
        public void event(String name, List<JsonNode> arguments) {
            seen.add("said " + name);
            switch (name) {
                case "count" ->
                    Source.range(1, arguments.getFirst().asInt())
                            .mapAsync(1, it -> socket.emit("number", Map.of("it", it)))
                            .runWith(Sink.ignore(), system);
                case "flood" -> {
                    for (int it = 0; it < arguments.getFirst().asInt(); it++) socket.emit("drop", it);
                }
                case "go" -> socket.disconnect();
                case "answer and go" -> {
                    for (int it = 0; it < 3; it++) socket.emit("last", it);
                    socket.disconnect();
                }
                default -> socket.emit("echo", new Echo(arguments, name));
            }
        }

        @Override
        public void disconnected() {
            seen.add("went");
        }
    }
}
