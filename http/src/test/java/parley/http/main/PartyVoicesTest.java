package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.http.api.Client;
import parley.http.wire.WireServer;
import picocli.CommandLine;

/** Connections to voices as the clients of ChatsParty know them, over HTTP. */
class PartyVoicesTest {
    private static final String CANARY = "xi-canary-0123456789";
    private static final String VOICES =
            "{\"voices\":[{\"voice_id\":\"abc\",\"name\":\"Rachel\",\"category\":\"premade\","
                    + "\"labels\":{\"gender\":\"female\",\"accent\":\"american\"},\"preview_url\":\"https://x.example/a.mp3\","
                    + "\"available_for_tiers\":[\"free\"]},{\"name\":\"nameless\"}]}";
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + VOICES.length() + "\r\n\r\n" + VOICES;

    private static final List<String> OUT_OF_BOUNDS = List.of(
            "'speed':3.1",
            "'speed':0.05",
            "'pitch':2.1",
            "'stability':1.1",
            "'clarity':-0.1",
            "'style':'loud'",
            "'provider':'siri'",
            "'provider_type':'x'",
            "'base_url':'file:///x'",
            "'name':''");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path directory;

    @SuppressWarnings("NullAway.Init") // begun before each
    private Server server;

    @BeforeEach
    void open() throws IOException {
        open("allow");
    }

    private void open(String reach) throws IOException {
        String more = "parley { connections.private-addresses = " + reach + ", voices.enabled = on }";
        server = Server.start(ConfigFactory.parseString(more).withFallback(new Premises(directory, "house").config()));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static String made(Client by, String base) {
        Client.Reply made = by.post(
                "/voice-connections",
                "{'name':'Radio','description':'','provider':'elevenlabs','provider_type':'tts','speed':1.5,"
                        + "'style':'podcast','api_key':'" + CANARY + "','base_url':'" + base + "'}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.body()).doesNotContain(CANARY);
        assertThat(made.json().path("api_key_encrypted").asBoolean()).isTrue();
        return "/voice-connections/" + made.json().path("id").asText();
    }

    @Test
    void a_key_is_used_at_its_address_survives_a_rotation_and_is_nowhere_to_be_read() throws Exception {
        try (WireServer provider = WireServer.answering(ANSWER)) {
            Client ada = Premises.person(server);
            String one = made(ada, provider.base().toString());
            assertThat(ada.put(one, "{'api_key':'','description':'For evenings','voice_id':'abc'}")
                            .json()
                            .path("voice_id")
                            .asText())
                    .isEqualTo("abc");
            StringBuilder seen = new StringBuilder(ada.get("/voice-connections").body())
                    .append(ada.get(one).body())
                    .append(ada.post("/api" + one + "/test", "").body());
            close();
            assertThat(keys("rotate")).contains("done: 1 secrets sealed anew");
            assertThat(keys("list")).contains(": 0 secrets", ": 1 secrets (seals what is new)");
            open();
            Client back = new Client(server.address().getPort(), ada.token());
            JsonNode voices = back.get(one + "/voices").json();
            assertThat(voices).hasSize(1);
            assertThat(voices.get(0).path("id").asText()).isEqualTo("abc");
            assertThat(voices.get(0).path("gender").asText()).isEqualTo("female");
            assertThat(voices.get(0).path("available_for_tiers").get(0).asText())
                    .isEqualTo("free");
            assertThat(provider.requests())
                    .hasSize(2)
                    .allSatisfy(it -> assertThat(it).contains("GET /v1/voices", "xi-api-key: " + CANARY));
            assertThat(seen).contains("\"success\":true").doesNotContain(CANARY);
        }
        close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList())
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(CANARY);
        }
    }

    @Test
    void no_connection_leads_into_this_network_unless_the_operator_allows_it() throws Exception {
        close();
        open("deny");
        try (WireServer inside = WireServer.answering(ANSWER)) {
            Client ada = Premises.person(server);
            String one = made(ada, inside.base().toString());
            JsonNode tried = ada.post(one + "/test", "").json();
            assertThat(tried.path("success").asBoolean(true)).isFalse();
            assertThat(tried.path("message").asText()).contains("may not lead to that address");
            assertThat(ada.get(one + "/voices").status()).isEqualTo(502);
            assertThat(inside.requests()).isEmpty();
        }
    }

    @Test
    void what_is_out_of_bounds_is_refused_when_made_and_when_changed() {
        Client ada = Premises.person(server);
        for (String field : OUT_OF_BOUNDS) refusesWhenMadeAndWhenChanged(ada, field);
    }

    private static void refusesWhenMadeAndWhenChanged(Client ada, String field) {
        String whole = "'name':'A','provider':'openai','provider_type':'tts'";
        String name = field.substring(0, field.indexOf(':'));
        String others = Stream.of(whole.split(","))
                .filter(it -> !it.startsWith(name + ":"))
                .reduce(field, (all, it) -> all + "," + it);
        assertThat(ada.post("/voice-connections", "{" + others + "}").status())
                .as(field)
                .isEqualTo(422);
        String one = "/voice-connections/"
                + ada.post("/voice-connections", "{" + whole + "}")
                        .json()
                        .path("id")
                        .asText();
        Client.Reply changed = ada.put(one, "{" + field + "}");
        assertThat(changed.status()).isEqualTo(name.equals("'name'") ? 200 : 422);
        assertThat(ada.get(one).json().path("speed").asDouble()).isEqualTo(1);
    }

    @Test
    void the_voices_of_this_server_are_a_connection_that_nobody_can_change() {
        Client ada = Premises.person(server);
        String platform = "/voice-connections/chatsparty-default-voice";
        JsonNode list = ada.get("/voice-connections").json();
        assertThat(list).hasSize(1);
        assertThat(list.get(0).path("is_default").asBoolean()).isTrue();
        assertThat(list.get(0).path("user_id").asText()).isEqualTo("system");
        assertThat(ada.get("/voice-connections/active").json()).isEmpty();
        assertThat(ada.put(platform, "{'name':'Mine'}").status()).isEqualTo(400);
        assertThat(ada.delete(platform).status()).isEqualTo(400);
        assertThat(ada.get("/api" + platform + "/voices").json().findValuesAsText("id"))
                .isNotEmpty()
                .contains(list.get(0).path("voice_id").asText());
        assertThat(ada.post(platform + "/test", "").json().path("success").asBoolean())
                .isTrue();
    }

    @Test
    void nobody_reaches_somebody_elses_connection_to_voices() {
        String one = made(Premises.person(server), "");
        Client bob = Premises.person(server, "Bob");
        for (String mount : new String[] {"", "/api"}) {
            assertThat(bob.get(mount + one).problem()).isEqualTo("404 not_found: Voice connection not found");
            assertThat(bob.put(mount + one, "{'name':'Mine'}").status()).isEqualTo(404);
            assertThat(bob.delete(mount + one).status()).isEqualTo(404);
            assertThat(bob.post(mount + one + "/test", "").status()).isEqualTo(404);
            assertThat(bob.get(mount + one + "/voices").status()).isEqualTo(404);
            assertThat(bob.get(mount + "/voice-connections").body())
                    .doesNotContain(one.substring(one.lastIndexOf('/') + 1));
            assertThat(bob.with("").get(mount + "/voice-connections").status()).isEqualTo(401);
        }
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
}
