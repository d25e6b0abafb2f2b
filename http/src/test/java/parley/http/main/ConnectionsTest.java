package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import parley.http.api.Client;
import parley.http.wire.WireServer;
import parley.persistence.database.Database;
import parley.persistence.database.DatabaseSettings;
import picocli.CommandLine;

/** Connections over HTTP with the real engine, journal and safe behind them. */
class ConnectionsTest {
    private static final String CANARY = "sk-canary-0123456789";
    private static final String OTHER = "sk-second-9876543210";
    private static final String TOLD = """
        data: {"choices":[{"delta":{"content":"Hello."},"finish_reason":"stop"}]}

        data: [DONE]

        """;
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: "
            + TOLD.length() + "\r\n\r\n" + TOLD;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path directory;

    private Config config(String reach) throws IOException {
        return ConfigFactory.parseString("parley.connections.private-addresses = " + reach)
                .withFallback(new Premises(directory, "house").config());
    }

    private static Client eve(Server server) {
        Client stranger = new Client(server.address().getPort(), "");
        String person = "{'email':'eve@example.com','password':'correct horse','name':'Eve'}";
        return stranger.with(stranger.post("/api/v1/auth/register", person)
                .json()
                .path("token")
                .asText());
    }

    private static Client.Reply patch(Client by, String path, String body) {
        return by.send(by.request(path).method("PATCH", BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    private static String made(Client by, String more) {
        Client.Reply made = by.post("/api/v1/connections", "{'provider':'openai','key':'" + CANARY + "'," + more + "}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.body()).doesNotContain(CANARY);
        return made.json().path("id").asText();
    }

    @Test
    void is_made_listed_changed_and_removed_by_its_owner_and_never_shows_its_key() throws Exception {
        try (Server server = Server.start(config("deny"))) {
            Client ada = Premises.person(server);
            String id = made(ada, "'name':'Home','description':'','baseUrl':''");
            Client.Reply shown = ada.get("/api/v1/connections/" + id);
            assertThat(shown.json().path("hasKey").asBoolean()).isTrue();
            assertThat(shown.json().path("preferred").asBoolean()).isTrue();
            assertThat(shown.json().path("model").asText()).isEqualTo("gpt-4-turbo-preview");
            assertThat(shown.json().has("key")).isFalse();
            assertThat(shown.json().has("baseUrl")).isFalse();

            assertThat(ada.post("/api/v1/connections", "{'name':'Home','provider':'openai'}")
                            .problem())
                    .isEqualTo("409 conflict: A connection with this name already exists");
            assertThat(ada.post("/api/v1/connections", "{'name':'Bad','provider':'openai','key':'a b'}")
                            .status())
                    .isEqualTo(422);
            assertThat(ada.post(
                                    "/api/v1/connections",
                                    "{'name':'Bad','provider':'x','model':'y','baseUrl':'file:///x'}")
                            .status())
                    .isEqualTo(422);
            limited(ada, id);
            String work = ada.post("/api/v1/connections", "{'name':'Work','provider':'groq'}")
                    .json()
                    .path("id")
                    .asText();

            assertThat(names(ada, "?sort=name")).containsExactly("Home", "Work");
            assertThat(names(ada, "?sort=-name&limit=1")).containsExactly("Work");
            assertThat(names(ada, "?provider=groq")).containsExactly("Work");
            assertThat(ada.get("/api/v1/connections?sort=size").status()).isEqualTo(422);

            for (String kept : new String[] {"", "•••", "sk-***"}) {
                Client.Reply changed =
                        ada.put("/api/v1/connections/" + id, "{'description':'Mine','key':'" + kept + "'}");
                assertThat(changed.json().path("hasKey").asBoolean()).isTrue();
                assertThat(changed.json().path("description").asText()).isEqualTo("Mine");
            }
            assertThat(patch(ada, "/api/v1/connections/" + work, "{'active':false}")
                            .json()
                            .path("active")
                            .asBoolean(true))
                    .isFalse();
            assertThat(names(ada, "?active=true")).containsExactly("Home");

            Client eve = eve(server);
            assertThat(eve.get("/api/v1/connections/" + id).status()).isEqualTo(404);
            assertThat(eve.put("/api/v1/connections/" + id, "{'name':'Mine'}").status())
                    .isEqualTo(404);
            assertThat(eve.post("/api/v1/connections/" + id + "/test", "").status())
                    .isEqualTo(404);
            assertThat(eve.get("/api/v1/connections/" + id + "/models").status())
                    .isEqualTo(404);
            assertThat(eve.delete("/api/v1/connections/" + id).status()).isEqualTo(404);
            assertThat(names(eve, "")).isEmpty();
            String agent = "{'name':'Ann','persona':'x','connection':'" + id + "'}";
            assertThat(eve.post("/api/v1/agents", agent).status()).isEqualTo(404);
            assertThat(eve.post("/api/v1/agents", "{'name':'Ann','persona':'x','model':'connection/" + id + "'}")
                            .status())
                    .isEqualTo(404);
            assertThat(ada.post("/api/v1/agents", agent).status()).isEqualTo(201);
            assertThat(new Client(server.address().getPort(), "")
                            .get("/api/v1/connections")
                            .status())
                    .isEqualTo(401);

            assertThat(ada.delete("/api/v1/connections/" + id).status()).isEqualTo(204);
            assertThat(ada.get("/api/v1/connections/" + id).status()).isEqualTo(404);
            assertThat(names(ada, "")).containsExactly("Work");
        }
    }

    private static List<String> names(Client by, String query) {
        JsonNode list = by.get("/api/v1/connections" + query).json();
        assertThat(list.path("total").isNumber()).isTrue();
        return list.path("items").findValuesAsText("name");
    }

    private static void limited(Client by, String id) {
        String path = "/api/v1/connections/" + id;
        assertThat(by.get(path).json().has("maxConcurrent")).isFalse();
        assertThat(patch(by, path, "{'maxConcurrent':3,'requestsPerMinute':60}").status())
                .isEqualTo(200);
        assertThat(patch(by, path, "{'requestsPerMinute':0}").json().has("requestsPerMinute"))
                .isFalse();
        assertThat(by.get(path).json().path("maxConcurrent").asInt()).isEqualTo(3);
        assertThat(by.get("/api/v1/connections")
                        .json()
                        .at("/items/0/maxConcurrent")
                        .asInt())
                .isEqualTo(3);
        for (String no : new String[] {"-1", "1001", "'many'"})
            assertThat(patch(by, path, "{'maxConcurrent':" + no + "}").status())
                    .as(no)
                    .isBetween(400, 422);
        assertThat(patch(by, path, "{'maxConcurrent':0}").json().has("maxConcurrent"))
                .isFalse();
        String account = "{'type':'service_account'}".replace("'", "\\\"");
        assertThat(patch(by, path, "{'key':'" + account + "'}").status()).isEqualTo(200);
    }

    @Test
    void a_trial_that_fails_is_an_answer_and_not_an_error() throws Exception {
        try (Server server = Server.start(config("deny"))) {
            Client ada = Premises.person(server);
            String id = made(ada, "'name':'Inside','baseUrl':'http://127.0.0.1:9/v1'");
            for (Client.Reply tried : List.of(
                    ada.post("/api/v1/connections/" + id + "/test", ""),
                    ada.post(
                            "/api/v1/connections/test",
                            "{'provider':'openai','baseUrl':'http://169.254.169.254/v1','key':'" + CANARY + "'}"))) {
                assertThat(tried.status()).isEqualTo(200);
                assertThat(tried.json().path("success").asBoolean(true)).isFalse();
                assertThat(tried.json().path("latency").isNumber()).isTrue();
                assertThat(tried.json().path("message").asText()).contains("may not lead to that address");
                assertThat(tried.body()).doesNotContain(CANARY);
            }
            assertThat(ada.get("/api/v1/connections/" + id + "/models").problem())
                    .startsWith("502 upstream: connections may not lead to that address");
            assertThat(ada.get("/api/v1/providers").json().path("items").findValuesAsText("displayName"))
                    .contains("OpenAI", "Anthropic", "Ollama");
        }
    }

    @Test
    void a_room_speaks_through_its_owners_connection_before_and_after_the_master_key_is_rotated() throws Exception {
        StringBuilder seen = new StringBuilder();
        ListAppender<ILoggingEvent> log = listening();
        String before;
        try (WireServer provider = WireServer.answering(ANSWER)) {
            String agents;
            try (Server server = Server.start(config("allow"))) {
                Client ada = Premises.person(server);
                String id = made(ada, "'name':'Mine','model':'tiny','baseUrl':'" + provider.base() + "'");
                agents = "'agents':[{'name':'Ann','persona':'calm','voice':'none/none','connection':'" + id + "'}]";
                seen.append(spoken(ada, "first", agents));
                ada.put("/api/v1/connections/" + id, "{'key':'" + OTHER + "'}");
                seen.append(ada.get("/api/v1/connections").body());
                Client eve = eve(server);
                assertThat(eve.post("/api/v1/conversations", "{" + agents + "}").status())
                        .isEqualTo(404);
            }
            before = keys("list");
            assertThat(keys("rotate")).contains("seals from now on", "done: 1 secrets sealed anew");
            assertThat(keys("list"))
                    .contains(before.substring(0, 12) + ": 0 secrets", ": 1 secrets (seals what is new)");
            try (Server server = Server.start(config("allow"))) {
                Client stranger = new Client(server.address().getPort(), "");
                Client ada = stranger.with(
                        stranger.post("/api/v1/auth/login", "{'email':'ada@example.com','password':'correct horse'}")
                                .json()
                                .path("token")
                                .asText());
                seen.append(spoken(ada, "second", agents));
            }
            assertThat(provider.requests()).hasSize(2);
            assertThat(provider.requests().get(0)).contains("\r\nAuthorization: Bearer " + CANARY + "\r\n");
            assertThat(provider.requests().get(1)).contains("\r\nAuthorization: Bearer " + OTHER + "\r\n");
        }
        log.stop();
        log.list.forEach(it -> seen.append(it.getFormattedMessage()).append('\n'));
        assertThat(seen).contains("Models on offer").contains("Hello.").doesNotContain(CANARY, OTHER);
        assertThat(journal())
                .contains("connection.resealed", "connection.key-changed")
                .doesNotContain(CANARY, OTHER);
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList())
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(CANARY, OTHER);
        }
    }

    /** Hears everything that is logged from now on. */
    private static ListAppender<ILoggingEvent> listening() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger parley = (Logger) LoggerFactory.getLogger("parley");
        parley.setLevel(Level.DEBUG);
        parley.addAppender(log);
        return log;
    }

    private static String spoken(Client by, String room, String agents) {
        String body = "{'id':'" + room + "'," + agents + ",'message':'Hi','turns':1}";
        List<String> lines = by.lines(
                        by.request("/api/v1/conversations").POST(BodyPublishers.ofString(body.replace('\'', '"'))))
                .body()
                .toList();
        assertThat(lines).anySatisfy(it -> assertThat(it).startsWith("event: turn-completed"));
        return String.join("\n", lines)
                + by.get("/api/v1/conversations/" + room).body();
    }

    private String keys(String what) throws IOException {
        StringWriter out = new StringWriter();
        CommandLine commands = Parley.commandLine();
        commands.setOut(new PrintWriter(out));
        commands.setErr(new PrintWriter(out));
        int exit = commands.execute(
                "--config", new Premises(directory, "house").file().toString(), "keys", what);
        assertThat(exit).as(out.toString()).isZero();
        return out.toString();
    }

    /** Everything that the journal holds, as it lies there. */
    private String journal() throws Exception {
        try (Database database = Database.open(DatabaseSettings.from(config("deny")))) {
            return database.read(connection -> {
                StringBuilder rows = new StringBuilder();
                try (var select = connection.prepareStatement(
                                "SELECT \"event_ser_manifest\", \"event_payload\" FROM \"event_journal\"");
                        var events = select.executeQuery()) {
                    while (events.next())
                        rows.append(events.getString(1))
                                .append(new String(events.getBytes(2), StandardCharsets.UTF_8))
                                .append('\n');
                }
                return rows.toString();
            });
        }
    }
}
