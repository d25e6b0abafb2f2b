package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import parley.http.api.Client;

/** Who comes without a token, what that costs whom, and how much of it there may be (contract §7.4, §7.5, §8). */
class CompanionGuestsTest extends House {
    private static final int MOST = 5;
    private static final String SECRET = "the-companions-own-secret-of-32-characters";

    @SuppressWarnings("NullAway.Init") // filled before all tests
    private Client guest;

    @SuppressWarnings("NullAway.Init") // filled before all tests
    private Client ada;

    @Override
    String settings() {
        return """
            parley {
              admins = "ada@example.com"
              user.welcome-credits = 10
              http.legacy.node-secret = "%s"
              models.services.groq.api-key = "gsk-1"
              companion {
                limit { requests = %d, window = 1 h }
                guest-credits { below = 100, give = 500, a-day = 1 }
              }
            }
            """.formatted(SECRET, MOST);
    }

    @BeforeAll
    void come() {
        guest = new Client(server.address().getPort(), "");
        ada = Premises.person(server);
    }

    @Test
    void a_guest_is_given_credits_before_they_run_dry_once_for_each_piece_of_a_day_and_the_ledger_adds_up() {
        for (int i = 0; i < 3; i++)
            assertThat(chosen(guest, "scripted/demo").status()).isEqualTo(200);
        String name = UUID.nameUUIDFromBytes("127.0.0.1".getBytes(StandardCharsets.UTF_8))
                .toString();

        JsonNode user = ada.get("/api/v1/admin/users?email=guest-" + name + "@companion.invalid")
                .json();
        String account = "/api/v1/admin/users/" + user.path("id").asText();
        JsonNode credits = ada.get(account + "/credits").json();
        JsonNode lines = ada.get(account + "/transactions?sort=at").json();

        assertThat(credits.path("available").asLong()).as(credits.toString()).isEqualTo(510);
        assertThat(lines.findValuesAsText("type")).containsExactly("welcome", "bonus");
        assertThat(ada.get("/api/v1/admin/books").json().path("sum").asLong(-1)).isZero();
    }

    @Test
    void who_has_a_token_is_no_guest_and_is_given_nothing() {
        Client bob = Premises.person(server, "bob");

        assertThat(chosen(bob, "scripted/demo").status()).isEqualTo(200);

        assertThat(bob.get("/api/v1/credits").json().path("available").asLong()).isEqualTo(10);
        assertThat(chosen(guest.with("no-token"), "scripted/demo").status()).isEqualTo(401);
    }

    @Test
    void who_has_a_token_of_the_companion_is_a_guest_of_that_name_apart_from_all_others() {
        Client eva = guest.with(named("eva@example.org", SECRET));
        Client fred = guest.with(named("fred", SECRET));

        assertThat(chosen(eva, "groq/one").status()).isEqualTo(200);
        assertThat(chosen(fred, "groq/two").status()).isEqualTo(200);

        assertThat(active(guest.with(named("eva@example.org", SECRET)))).isEqualTo("groq/one");
        assertThat(active(fred)).isEqualTo("groq/two");
        assertThat(active(guest)).isEqualTo("groq/llama-3.3-70b-versatile");
        assertThat(guest.with(named("eva@example.org", "another-secret-of-thirty-two-characters"))
                        .get("/api/models")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void a_token_of_the_companion_that_names_a_user_of_this_server_is_that_users() {
        Client gus = Premises.person(server, "gus");
        String id = gus.get("/api/v1/auth/me").json().path("id").asText();

        assertThat(chosen(gus, "groq/three").status()).isEqualTo(200);

        assertThat(active(guest.with(named(id, SECRET)))).isEqualTo("groq/three");
    }

    private static String named(String subject, String secret) {
        return Forgery.token(
                secret,
                "{'sub':'" + subject + "','iat':"
                        + Instant.now().plusSeconds(60).getEpochSecond() + ",'exp':"
                        + Instant.now().plusSeconds(3600).getEpochSecond() + "}");
    }

    private static String active(Client who) {
        Client.Reply reply = who.get("/api/models");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json().path("active_model").asText();
    }

    @Test
    void what_costs_something_is_counted_for_each_client_by_itself_and_told_when_it_is_too_much() {
        Client cleo = Premises.person(server, "cleo");
        Client dora = Premises.person(server, "dora");

        for (int i = 0; i < MOST; i++)
            assertThat(cleo.post("/api/chat/stream", "nothing").status()).isNotEqualTo(429);
        Client.Reply full = cleo.post("/api/characters", "nothing");

        assertThat(full.status()).isEqualTo(429);
        assertThat(full.json().path("success").asBoolean(true)).isFalse();
        assertThat(full.json().path("error").asText()).contains("try again in");
        assertThat(Long.parseLong(full.header("Retry-After"))).isBetween(1L, 3601L);
        assertThat(full.header("RateLimit-Limit")).isEqualTo(String.valueOf(MOST));
        assertThat(full.header("RateLimit-Remaining")).isEqualTo("0");
        assertThat(Long.parseLong(full.header("RateLimit-Reset"))).isBetween(1L, 3601L);
        assertThat(cleo.post("/api/tts/generate", "nothing").status()).isNotEqualTo(429);
        assertThat(cleo.get("/api/status").status()).isEqualTo(200);
        assertThat(chosen(cleo, "scripted/demo").status()).isEqualTo(200);
        assertThat(dora.post("/api/chat/stream", "nothing").status()).isNotEqualTo(429);
    }

    @Test
    void status_and_whatever_else_only_reads_are_never_counted() {
        for (int i = 0; i < 3 * MOST; i++) {
            assertThat(guest.get("/api/status").status()).isEqualTo(200);
            assertThat(guest.get("/api/models").status()).isEqualTo(200);
        }
    }

    @Test
    void a_guest_calls_this_server_by_a_name_of_its_own_machine() throws IOException {
        assertThat(status("GET", "/api/models", "localhost")).isEqualTo(200);
        assertThat(status("GET", "/api/models", "evil.example.com")).isEqualTo(401);
        assertThat(status("GET", "/api/status", "evil.example.com")).isEqualTo(200);
    }

    private int status(String method, String path, String host) throws IOException {
        try (Socket socket =
                new Socket(server.address().getAddress(), server.address().getPort())) {
            socket.getOutputStream()
                    .write((method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return Integer.parseInt(String.valueOf(line).split(" ", 3)[1]);
        }
    }

    private static Client.Reply chosen(Client by, String model) {
        return by.post("/api/models/switch", "{'new_model':'" + model + "'}");
    }
}
