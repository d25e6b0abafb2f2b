package parley.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import parley.engine.kernel.UserId;
import parley.http.edge.AccessTokens;
import parley.http.edge.TokenSecret;

@TestInstance(Lifecycle.PER_CLASS)
class AuthRoutesTest {
    private final House house = new House(Duration.ofSeconds(15));
    private final Client stranger = house.client();

    @BeforeAll
    void register_ada() {
        house.person("ada");
    }

    @AfterAll
    void close() {
        house.close();
    }

    @Test
    void registers_and_hands_out_a_token_that_works() {
        Client.Reply reply = stranger.post(
                "/api/v1/auth/register", "{'email':'bob@example.com','password':'correct horse','name':'Bob'}");

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().at("/user/email").asText()).isEqualTo("bob@example.com");
        assertThat(Instant.parse(reply.json().path("expiresAt").asText())).isAfter(Instant.now());
        Client bob = stranger.with(reply.json().path("token").asText());
        assertThat(bob.get("/api/v1/auth/me").json().path("name").asText()).isEqualTo("Bob");
    }

    @Test
    void refuses_a_taken_email() {
        Client.Reply reply = stranger.post(
                "/api/v1/auth/register", "{'email':'ada@example.com','password':'correct horse','name':'Eve'}");

        assertThat(reply.problem()).isEqualTo("409 conflict: this e-mail is taken");
    }

    @Test
    void signs_in() {
        Client.Reply reply =
                stranger.post("/api/v1/auth/login", "{'email':'ada@example.com','password':'correct horse'}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().at("/user/name").asText()).isEqualTo("ada");
    }

    @Test
    void tells_nobody_which_half_was_wrong() {
        Client.Reply reply = stranger.post("/api/v1/auth/login", "{'email':'ada@example.com','password':'guess'}");

        assertThat(reply.problem()).isEqualTo("401 unauthenticated: the e-mail or the password is wrong");
        assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void asks_a_stranger_to_sign_in() {
        Client.Reply reply = stranger.get("/api/v1/agents");

        assertThat(reply.problem()).startsWith("401 unauthenticated");
        assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void refuses_an_expired_token() {
        AccessTokens yesterday = new AccessTokens(
                TokenSecret.configured(House.SECRET),
                House.LIFETIME,
                Clock.fixed(Instant.now().minus(Duration.ofDays(1)), ZoneOffset.UTC));
        String token = yesterday
                .issue(new UserId("user-ada.example.com"), "ada@example.com")
                .token()
                .reveal();

        assertThat(stranger.with(token).get("/api/v1/auth/me").status()).isEqualTo(401);
    }

    @Test
    void stops_whoever_tries_too_often() {
        try (House busy = new House(Duration.ofSeconds(15))) {
            Client guesser = busy.client();
            String guess = "{'email':'ada@example.com','password':'guess'}";
            for (int i = 0; i < House.BURST; i++) guesser.post("/api/v1/auth/login", guess);

            Client.Reply reply = guesser.post("/api/v1/auth/login", guess);

            assertThat(reply.problem()).startsWith("429 too_many_requests");
            assertThat(Integer.parseInt(reply.header("Retry-After"))).isPositive();
        }
    }
}
