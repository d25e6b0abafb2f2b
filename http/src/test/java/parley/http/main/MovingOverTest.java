package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.http.api.Client;
import parley.http.migration.OldFiles;
import parley.http.migration.OldServer;

/** Servers of both eras move over, and their users find all that was theirs. */
class MovingOverTest {
    private static final int USERS = 12;
    private static final String PYTHON_SECRET = OldServer.JWT_SECRET + " of python";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path directory;

    /** What a command printed, and its exit code. */
    record Run(int exit, String out) {}

    private Path config(String house) throws Exception {
        Path file = new Premises(directory, house).file();
        return Files.writeString(
                file,
                Files.readString(file) + """
                    parley.migration.fernet-key = "%s"
                    parley.http.legacy.node-secret = "%s"
                    parley.http.legacy.python-secret = "%s"
                    """.formatted(OldServer.MASTER_KEY, OldServer.JWT_SECRET, PYTHON_SECRET));
    }

    private Run run(String house, String... arguments) throws Exception {
        StringWriter out = new StringWriter();
        var commands = Parley.commandLine();
        commands.setOut(new PrintWriter(out));
        commands.setErr(new PrintWriter(out));
        List<String> all = new ArrayList<>(List.of("--config", config(house).toString()));
        all.addAll(List.of(arguments));
        return new Run(commands.execute(all.toArray(String[]::new)), out.toString());
    }

    private Server start(String house) throws Exception {
        return Server.start(Configuration.load(config(house)));
    }

    private static Client signedIn(Server server, String email) {
        Client stranger = new Client(server.address().getPort(), "");
        Client.Reply reply = stranger.post(
                "/api/v1/auth/login", "{'email':'" + email + "','password':'" + OldServer.PASSWORD + "'}");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return stranger.with(reply.json().path("token").asText());
    }

    /** An access token as the Python server issued it. */
    private static String tokenOfOld(String user) throws Exception {
        long end = Instant.now().getEpochSecond() + 600;
        String claims = "{\"sub\":\"%s\",\"type\":\"access\",\"exp\":%d}".formatted(user, end);
        JWSObject token = new JWSObject(new JWSHeader(JWSAlgorithm.HS256), new Payload(claims));
        token.sign(new MACSigner(PYTHON_SECRET));
        return token.serialize();
    }

    private static JsonNode sums(Run run) throws Exception {
        String last = run.out.strip().lines().reduce("", (_, line) -> line);
        return JSON.readTree(last);
    }

    private void moved(Run run) throws Exception {
        assertThat(run.exit).as(run.out).isZero();
        JsonNode done = sums(run).path("done");
        assertThat(done.path("users").path("moved").asInt()).as(run.out).isEqualTo(USERS - 1);
        assertThat(done.path("users").path("conflict").asInt()).isEqualTo(1);
        assertThat(done.path("agents").path("moved").asInt()).isEqualTo(2 * (USERS - 1) - 1);
        assertThat(done.path("voice_connections").path("moved").asInt()).isEqualTo(USERS - 2);
        assertThat(done.path("credit_transactions").path("skipped").asInt()).isEqualTo(5);
        assertThat(done.path("conversations").path("moved").asInt()).isEqualTo(USERS - 1);
    }

    /** What a user finds, with nothing in it that is of the day of the move. */
    private static String found(Client by, OldServer old, int user) {
        StringBuilder all = new StringBuilder();
        for (String path :
                List.of("/auth/me", "/connections", "/agents", "/credits", "/credits/transactions?limit=100&sort=at")) {
            Client.Reply reply = by.get("/api/v1" + path);
            assertThat(reply.status()).as(path + reply.body()).isEqualTo(200);
            all.append(reply.body()).append('\n');
        }
        all.append(by.get("/api/v1/conversations/" + old.room(user)).body()).append('\n');
        return all.toString();
    }

    @Test
    void a_python_servers_file_moves_with_passwords_credits_keys_agents_and_talks() throws Exception {
        OldServer old = new OldServer(USERS, false);
        Path file = OldFiles.sqlite(directory.resolve("chatsparty.db"), old, "model_config");
        Path report = directory.resolve("report.jsonl");

        Run dry = run("house", "import", file.toString(), "--dry-run");
        assertThat(dry.exit).as(dry.out).isZero();
        assertThat(sums(dry).path("wouldBe").path("users").path("moved").asInt())
                .isEqualTo(USERS - 1);

        moved(run("house", "import", file.toString(), "--report", report.toString()));
        assertThat(Files.readString(report))
                .contains("\"podcast_jobs\"", "surprises", "that e-mail is taken", "below zero", "entered anew")
                .doesNotContain(OldServer.KEY)
                .doesNotContain(OldServer.PASSWORD);
        List<String> before = reads("house", old);
        moved(run("house", "import", file.toString()));
        assertThat(reads("house", old)).isEqualTo(before);
        Run proof = run("house", "ledger", "prove");
        assertThat(proof.exit).as(proof.out).isZero();

        try (Server server = start("house")) {
            Client ada = signedIn(server, "ADA10@example.org");
            JsonNode credits = ada.get("/api/v1/credits").json();
            assertThat(credits.path("available").asLong()).isEqualTo(9_988);
            assertThat(credits.path("spent").asLong()).isEqualTo(13);
            JsonNode lines =
                    ada.get("/api/v1/credits/transactions?sort=at").json().path("items");
            assertThat(lines).hasSize(6);
            assertThat(lines.get(0).path("at").asText()).startsWith("2025-07-01T09:35:10");
            JsonNode talk = ada.get("/api/v1/conversations/" + old.room(10)).json();
            assertThat(talk.path("createdAt").asText()).startsWith("2025-07-01T09:31:50");
            assertThat(talk.path("lines").findValuesAsText("text"))
                    .hasSize(6)
                    .first()
                    .asString()
                    .contains("Zoë? 🙂");
            assertThat(talk.path("participants")).hasSize(2);
            JsonNode connections = ada.get("/api/v1/connections").json().path("items");
            assertThat(connections.get(0).path("hasKey").asBoolean()).isTrue();

            Client oldToken = new Client(server.address().getPort(), tokenOfOld(old.id("user", 10)));
            assertThat(oldToken.get("/auth/me").json().path("email").asText()).isEqualTo(old.email(10));

            Client spender = signedIn(server, old.email(OldServer.FAST_SPENDER));
            assertThat(spender.get("/api/v1/credits/transactions")
                            .json()
                            .path("total")
                            .asInt())
                    .isEqualTo(2_346);
            Client talker = signedIn(server, old.email(OldServer.LONG_TALK));
            assertThat(talker.get("/api/v1/conversations/" + old.room(OldServer.LONG_TALK))
                            .json()
                            .path("lines"))
                    .hasSize(1_300);
            Client.Reply asleep = new Client(server.address().getPort(), "")
                    .post(
                            "/api/v1/auth/login",
                            "{'email':'" + old.email(OldServer.ASLEEP) + "','password':'" + OldServer.PASSWORD + "'}");
            assertThat(asleep.status()).isIn(401, 403);
        }
        try (Stream<Path> files = Files.walk(directory.resolve("house"))) {
            for (Path it : files.filter(Files::isRegularFile).toList())
                assertThat(Files.readString(it, java.nio.charset.StandardCharsets.ISO_8859_1))
                        .as(it.toString())
                        .doesNotContain(OldServer.KEY);
        }
    }

    @Test
    void what_is_exported_comes_back_the_same_on_an_empty_server() throws Exception {
        OldServer old = new OldServer(USERS, false);
        moved(run(
                "first",
                "import",
                OldFiles.sqlite(directory.resolve("old.db"), old, "ai_config").toString()));
        Path file = directory.resolve("export.json");
        Run exported = run("first", "export", "--out", file.toString());
        assertThat(exported.exit).as(exported.out).isZero();
        assertThat(Files.readString(file)).doesNotContain(OldServer.KEY).contains("hashed_password");

        Run again = run("second", "import", file.toString());
        assertThat(again.exit).as(again.out).isZero();
        assertThat(sums(again).path("done").path("users").path("moved").asInt()).isEqualTo(USERS - 1);
        assertThat(sums(again).path("done").path("connections").path("moved").asInt())
                .isEqualTo(USERS - 1);
        assertThat(undated(reads("second", old))).isEqualTo(undated(reads("first", old)));
    }

    private List<String> reads(String house, OldServer old) throws Exception {
        try (Server server = start(house)) {
            List<String> all = new ArrayList<>();
            for (int user : new int[] {3, 4, 6, 7, 9, 10, 11})
                all.add(found(signedIn(server, old.email(user)), old, user));
            return all;
        }
    }

    @Test
    void both_spellings_of_json_and_the_database_that_they_are_from_come_to_the_same() throws Exception {
        OldServer python = new OldServer(USERS, false);
        moved(run(
                "one",
                "import",
                OldFiles.sqlite(directory.resolve("one.db"), python, "ai_config")
                        .toString()));
        moved(run(
                "two",
                "import",
                OldFiles.json(directory.resolve("two.json"), python, false).toString()));
        assertThat(undated(reads("two", python))).isEqualTo(undated(reads("one", python)));

        OldServer node = new OldServer(USERS, true);
        moved(run(
                "three",
                "import",
                OldFiles.json(directory.resolve("three.json"), node, true).toString()));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
            try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
                OldFiles.postgres(connection, node);
            }
            String url = "postgresql://postgres:postgres@localhost:" + postgres.getPort() + "/postgres?schema=public";
            moved(run("four", "import", url));
        }
        assertThat(undated(reads("four", node))).isEqualTo(undated(reads("three", node)));
    }

    /** Without the times and ids of what the move itself did. */
    private static List<String> undated(List<String> reads) {
        return reads.stream()
                .map(it -> it.replaceAll("2026-\\d\\d-\\d\\dT[0-9:.]+Z", "today"))
                .toList();
    }

    @Test
    void a_file_that_breaks_off_moves_nothing_and_says_where() throws Exception {
        Path whole = OldFiles.json(directory.resolve("whole.json"), new OldServer(USERS, false), false);
        String text = Files.readString(whole);
        Path half = Files.writeString(directory.resolve("half.json"), text.substring(0, text.length() / 2));
        Run run = run("house", "import", half.toString());
        assertThat(run.exit).isEqualTo(1);
        assertThat(run.out).contains("broken", "Nothing was moved").doesNotContain("Exception");
        assertThat(run("house", "import", directory.resolve("none.json").toString()).out)
                .contains("there is no file");
        Path other = Files.writeString(directory.resolve("other.json"), "{\"a\":1}");
        assertThat(run("house", "import", other.toString()).out).contains("it has no users");
    }
}
