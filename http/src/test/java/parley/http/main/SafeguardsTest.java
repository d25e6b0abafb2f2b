package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.http.api.Client;
import parley.http.wire.WireServer;

/** Limits, sessions and what lies on the disk: holes of ChatsParty's servers that need a server of their own to try. */
class SafeguardsTest {
    private static final String KEY = "sk-canary-0123456789";
    private static final long LARGE = 100L * 1024 * 1024 * 1024;
    private static final String LOGIN = "{'email':'ada@example.com','password':'%s'}";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path directory;

    private Server server(String more) throws IOException {
        Config own = ConfigFactory.parseString(more);
        return Server.start(own.withFallback(new Premises(directory, "house").config()));
    }

    @Test
    void a_session_ends_and_a_refresh_token_is_good_once_and_for_nothing_else() throws Exception {
        try (Server server = server("parley.user.sessions.grace = 0 s")) {
            Client stranger = Premises.person(server).with("");
            JsonNode session = stranger.post("/auth/login", LOGIN.formatted("correct horse"))
                    .json();
            String access = session.path("access_token").asText();
            String refresh = session.path("refresh_token").asText();
            assertThat(refresh).isNotEqualTo(access);
            assertThat(stranger.with(refresh).get("/auth/me").status()).isEqualTo(401);
            assertThat(renewed(stranger, access).status()).isEqualTo(401);

            Client.Reply second = renewed(stranger, refresh);

            assertThat(second.status()).as(second.body()).isEqualTo(200);
            assertThat(renewed(stranger, refresh).status()).isEqualTo(401);
            Client again = stranger.with(stranger.post("/auth/login", LOGIN.formatted("correct horse"))
                    .json()
                    .path("access_token")
                    .asText());
            assertThat(again.post("/auth/logout", "").status()).isBetween(200, 204);
            assertThat(again.get("/auth/me").status()).isEqualTo(401);
        }
    }

    private static Client.Reply renewed(Client stranger, String token) {
        return stranger.post("/auth/refresh", "{'refresh_token':'" + token + "'}");
    }

    @Test
    void other_pages_may_not_call_and_nobody_may_guess_passwords_for_ever() throws Exception {
        try (Server server = server("""
            parley.http.cors-origins = ["https://app.example.com"]
            parley.http.sign-in { burst = 5, per-minute = 1 }
            """)) {
            Client ada = Premises.person(server);
            Client.Reply foreign = ada.send(ada.request("/auth/me").setHeader("Origin", "https://evil.example.com"));
            Client.Reply ours = ada.send(ada.request("/auth/me").setHeader("Origin", "https://app.example.com"));
            assertThat(foreign.header("Access-Control-Allow-Origin")).isEmpty();
            assertThat(ours.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example.com");
            for (Client.Reply it : List.of(foreign, ours))
                assertThat(it.header("Access-Control-Allow-Credentials")).isEmpty();

            List<Integer> guesses = Stream.generate(
                            () -> ada.with("").post("/auth/login", LOGIN.formatted("guessed it")))
                    .limit(8)
                    .map(Client.Reply::status)
                    .toList();

            assertThat(guesses.getFirst()).isEqualTo(401);
            assertThat(guesses.getLast()).isEqualTo(429);
        }
    }

    @Test
    void nobody_sends_more_than_there_is_room_for_or_reaches_files_of_others_or_learns_where_they_lie()
            throws Exception {
        try (Server server = server("parley { files.largest = 300 KiB, chatsparty.documents.largest = 300 KiB }")) {
            Client ada = Premises.person(server);
            Client bob = Premises.person(server, "Bob");
            String large = "x".repeat(301 * 1024);
            for (String mount : List.of("", "/api")) {
                for (String at : List.of("/files/upload", "/files/extract-content", "/storage/upload"))
                    assertThat(Forgery.file(ada, mount + at, "a.txt", large).status())
                            .as(at)
                            .isIn(400, 413);
                assertThat(Forgery.announced(ada, mount + "/chat/agents", "application/json", LARGE))
                        .isEqualTo(413);
            }

            Client.Reply sent = Forgery.file(ada, "/storage/upload", "a.txt", "Tea");
            String key = sent.json().path("key").asText();

            assertThat(sent.body()).doesNotContain("undefined", directory.toString());
            assertThat(Forgery.file(ada, "/files/upload", "a.txt", "Tea").body())
                    .doesNotContain(directory.toString());
            // A path that leads upwards may come to an address that only knows other methods.
            for (String each : List.of(key, "users/undefined/files/a.txt", "../house.conf", "..%2F..%2Fetc%2Fpasswd")) {
                assertThat(bob.get("/storage/download/" + each).status()).isIn(404, 405);
                assertThat(bob.get("/api/storage/metadata/" + each).status()).isIn(404, 405);
                assertThat(bob.delete("/storage/" + each).status()).isIn(404, 405);
                assertThat(bob.post("/storage/signed-url", "{'key':'" + each + "'}")
                                .status())
                        .isEqualTo(404);
            }
            assertThat(bob.get("/storage/list?prefix=users/").body()).doesNotContain(key);
            assertThat(ada.get("/storage/download/" + key).body()).isEqualTo("Tea");
        }
    }

    @Test
    void neither_a_key_nor_a_password_lies_on_the_disk_and_keys_outlive_the_secret_that_signs_tokens()
            throws Exception {
        String id;
        try (WireServer provider = WireServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")) {
            try (Server server = server(signedBy("a"))) {
                Client ada = Premises.person(server);
                id = made(ada, "/connections", """
                    {'name':'Mine','provider':'openai','model_name':'m','api_key':'%s','base_url':'%s'}\
                    """.formatted(KEY, provider.base()));
                made(ada, "/agents", """
                    {'name':'Kay','characteristics':'Keeps keys','connectionId':'%s'}\
                    """.formatted(id));
            }
            assertThat(filesWith(KEY)).isEmpty();
            assertThat(filesWith("correct horse")).isEmpty();
            assertThat(filesWith("ada@example.com")).isNotEmpty();
            try (Server server = server(signedBy("b"))) {
                Client stranger = new Client(server.address().getPort(), "");
                Client.Reply session = stranger.post("/auth/login", LOGIN.formatted("correct horse"));
                Client ada = stranger.with(session.json().path("access_token").asText());
                ada.post("/connections/" + id + "/test", "");
            }
            assertThat(provider.requests()).anyMatch(it -> it.contains("Bearer " + KEY));
        }
    }

    private static String signedBy(String letter) {
        return "parley.connections.private-addresses = allow, parley.http.jwt-secret = \"" + letter.repeat(40) + "\"";
    }

    private static String made(Client by, String path, String form) {
        Client.Reply made = by.post(path, form);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.json().path("id").asText();
    }

    private List<Path> filesWith(String text) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("house"))) {
            return files.filter(Files::isRegularFile)
                    .filter(it -> bytes(it).contains(text.toLowerCase(Locale.ROOT)))
                    .toList();
        }
    }

    private static String bytes(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
