package parley.http.main;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import parley.engine.conversation.ConversationId;
import parley.http.api.Pace;

@TestInstance(Lifecycle.PER_CLASS)
class ServerTest {
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private static Path directory;

    @SuppressWarnings("NullAway.Init") // filled before all tests
    private Server server;

    @BeforeAll
    void start() {
        server = Server.start(config("data", 0));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static Config config(String data, int port) {
        String operator = """
            parley {
              data = "%s"
              http.port = %d
              models.discover = off
              models.scripted { shortest-gap = 0 ms, longest-gap = 0 ms }
              voices.enabled = off
            }
            """.formatted(directory.resolve(data), port);
        try {
            return Configuration.load(Files.writeString(directory.resolve(data + ".conf"), operator));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private HttpRequest.Builder request(Server to, String path) {
        return HttpRequest.newBuilder(FirstAnswer.address(to.address()).resolve(URI.create(path)))
                .setHeader("Content-Type", "application/json");
    }

    private static String body(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString()).body();
    }

    private String token(Server at) throws IOException, InterruptedException {
        String person = "{\"email\":\"ada@example.com\",\"password\":\"correct horse\",\"name\":\"Ada\"}";
        Matcher token = TOKEN.matcher(body(request(at, "/api/v1/auth/register").POST(BodyPublishers.ofString(person))));
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    @Test
    void tells_where_it_is_once_it_has_answered_for_its_health() {
        ByteArrayOutputStream told = new ByteArrayOutputStream();

        server.tell(new PrintStream(told, true, UTF_8));

        assertThat(told.toString(UTF_8).strip())
                .matches("Parley is listening on http://127\\.0\\.0\\.1:\\d+ \\(first health answer after \\d+ ms\\)");
    }

    @Test
    void tells_plainly_that_its_database_is_in_use() throws IOException {
        Path data = Files.createDirectories(directory.resolve("used"));
        try (FileChannel file = FileChannel.open(
                data.resolve("parley.mv.db"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            file.lock();

            assertThatThrownBy(() -> Server.start(config("used", 0)))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("in use by another process");
        }
    }

    @Test
    void tells_plainly_that_its_port_is_taken() {
        int taken = server.address().getPort();

        assertThatThrownBy(() -> Server.start(config("other", taken)))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("cannot listen on 127.0.0.1:" + taken)
                .hasMessageContaining("PARLEY_PORT");
    }

    @Test
    void keeps_what_was_said_and_plays_it_again_from_the_journal_alone() throws IOException, InterruptedException {
        Config config = config("kept", 0);
        try (Server first = Server.start(config)) {
            String opening =
                    "{\"id\":\"tea\",\"agents\":[{\"name\":\"Ann\",\"persona\":\"calm\"}],\"message\":\"Tea?\"}";
            String streamed = body(request(first, "/api/v1/conversations")
                    .setHeader("Authorization", "Bearer " + token(first))
                    .setHeader("Accept", "text/event-stream")
                    .POST(BodyPublishers.ofString(opening)));
            assertThat(streamed).contains("event: round-ended");
        }

        StringWriter told = new StringWriter();
        List<String> progress = new ArrayList<>();
        try (Offline house = Offline.open(config)) {
            long events = house.replay(new ConversationId("tea"), Pace.INSTANT, false, new PrintWriter(told))
                    .toCompletableFuture()
                    .join();
            house.rebuild(progress::add);

            assertThat(events).isPositive();
            assertThat(house.replay(new ConversationId("coffee"), Pace.AS_IT_WAS, true, new PrintWriter(told))
                            .toCompletableFuture()
                            .join())
                    .isZero();
        }
        assertThat(told.toString()).startsWith("-- ").contains("user: Tea?").contains("Ann: ");
        assertThat(progress.getLast()).startsWith("done");
    }
}
