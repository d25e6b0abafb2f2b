package parley.http.main;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.http.api.Client;

/** Accounts as the clients of ChatsParty know them. */
@SuppressWarnings("NullAway.Init") // set before the first test
class AccountsTest {
    private static final String PYTHON = "a secret of a python server, long enough";
    private static final String NODE = "a secret of a node server, long enough, too";
    private static final String PAGE = "https://app.example.com";

    @TempDir
    static Path directory;

    private static Server server;
    private static Client stranger;

    @BeforeAll
    static void open() throws IOException {
        String more = "parley.admins = \"boss@example.com\"\nparley.http { legacy { python-secret = \"" + PYTHON
                + "\", node-secret = \"" + NODE + "\" }, cors-origins = [\"" + PAGE + "\"] }";
        server = Server.start(
                ConfigFactory.parseString(more).withFallback(new Premises(directory, "accounts").config()));
        stranger = new Client(server.address().getPort(), "");
    }

    @AfterAll
    static void close() {
        server.close();
    }

    private static Client.Reply registered(String name) {
        Client.Reply reply = stranger.post(
                "/auth/register",
                "{'email':'" + name + "@example.com','password':'correct horse','first_name':'" + name + "'}");
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return reply;
    }

    private static Client in(Client.Reply session) {
        return stranger.with(session.json().path("access_token").asText());
    }

    private static Client.Reply refreshed(String token) {
        return stranger.post("/auth/refresh", "{'refresh_token':'" + token + "'}");
    }

    @Test
    void a_new_user_gets_tokens_and_the_fields_of_both_eras() throws IOException {
        JsonNode ada = registered("ada").json();
        assertThat(ada.path("token_type").asText()).isEqualTo("bearer");
        for (JsonNode it : List.of(ada, ada.path("user"))) {
            assertThat(it.path("email").asText()).isEqualTo("ada@example.com");
            assertThat(it.path("first_name").asText()).isEqualTo("ada");
            assertThat(it.path("firstName").asText()).isEqualTo("ada");
            assertThat(it.path("is_active").asBoolean()).isTrue();
            assertThat(it.path("isVerified").isBoolean()).isTrue();
            assertThat(it.has("active")).isFalse();
            assertThat(Instant.parse(it.path("created_at").asText())).isBefore(Instant.now());
        }
        String[] parts = ada.path("access_token").asText().split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
        String id = ada.path("id").asText();
        assertThat(claims)
                .contains(
                        "\"sub\":\"" + id + "\"",
                        "\"userId\":\"" + id + "\"",
                        "\"type\":\"access\"",
                        "\"email\":\"ada@example.com\"",
                        "\"iat\":",
                        "\"exp\":");
    }

    @Test
    void what_is_wrong_is_told_as_the_clients_expect() {
        registered("bea");
        Client.Reply twice =
                stranger.post("/auth/register", "{'email':'Bea@example.com','password':'correct horse','name':'B'}");
        assertThat(twice.status()).isEqualTo(400);
        assertThat(twice.json().path("detail").asText()).isEqualTo("Email already registered");
        Client.Reply wrong = stranger.post("/auth/login", "{'email':'bea@example.com','password':'a guess'}");
        Client.Reply nobody = stranger.post("/auth/login", "{'email':'none@example.com','password':'a guess'}");
        assertThat(List.of(wrong, nobody)).allSatisfy(it -> {
            assertThat(it.status()).isEqualTo(401);
            assertThat(it.json().path("detail").asText()).isEqualTo("Incorrect email or password");
            assertThat(it.json().path("success").asBoolean(true)).isFalse();
        });
        Client.Reply brief = stranger.post("/auth/register", "{'email':'new@example.com','password':'sevench'}");
        assertThat(brief.problem()).startsWith("422").contains("a password must be 8 to 128 characters");
        assertThat(refreshed("").problem()).startsWith("400").contains("Refresh token is required");
        assertThat(refreshed("x.y.z").problem()).startsWith("401").contains("Invalid refresh token");
    }

    @Test
    void a_refresh_token_is_good_once_and_no_access_token_is_one() {
        JsonNode session = registered("cat").json();
        String token = session.path("refresh_token").asText();
        Client.Reply next = refreshed(token);
        assertThat(next.status()).isEqualTo(200);
        assertThat(next.json().path("refresh_token").asText()).isNotEqualTo(token);
        assertThat(in(next).get("/auth/me").status()).isEqualTo(200);
        assertThat(refreshed(session.path("access_token").asText()).status()).isEqualTo(401);
        assertThat(stranger.with(token).get("/auth/me").status()).isEqualTo(401);
    }

    private static String signed(JWTClaimsSet.Builder claims, String secret) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                claims.expirationTime(Date.from(Instant.now().plus(Duration.ofHours(1))))
                        .build());
        token.sign(new MACSigner(secret.getBytes(UTF_8)));
        return token.serialize();
    }

    @Test
    void tokens_of_both_earlier_servers_are_traded_once() throws Exception {
        String id = registered("dan").json().path("id").asText();
        String python = signed(new JWTClaimsSet.Builder().subject(id).claim("type", "refresh"), PYTHON);
        String node = signed(
                new JWTClaimsSet.Builder()
                        .claim("userId", id)
                        .claim("email", "dan@example.com")
                        .issueTime(Date.from(Instant.now())),
                NODE);
        assertThat(stranger.with(node).get("/auth/me").status()).isEqualTo(200);
        assertThat(stranger.with(python).get("/auth/me").status()).isEqualTo(401);
        for (String token : List.of(python, node)) {
            Client.Reply traded = refreshed(token);
            assertThat(traded.status()).as(traded.body()).isEqualTo(200);
            assertThat(in(traded).get("/auth/me").json().path("id").asText()).isEqualTo(id);
            assertThat(refreshed(token).status()).isEqualTo(401);
        }
    }

    @Test
    void signing_out_ends_a_session_or_all() {
        Client.Reply first = registered("eve");
        Client.Reply second = stranger.post("/auth/login", "{'email':'eve@example.com','password':'correct horse'}");
        assertThat(in(first).post("/auth/logout", "").status()).isEqualTo(204);
        assertThat(in(first).get("/auth/me").status()).isEqualTo(401);
        assertThat(in(second).get("/auth/me").status()).isEqualTo(200);
        assertThat(in(second).post("/api/auth/logout/everywhere", "").status()).isEqualTo(204);
        assertThat(in(second).get("/auth/me").status()).isEqualTo(401);
    }

    @Test
    void names_and_passwords_can_be_changed_and_all_other_sessions_end() {
        Client.Reply first = registered("fay");
        Client fay = in(first);
        assertThat(fay.patch("/auth/profile", "{'last_name':'Doe'}")
                        .json()
                        .path("lastName")
                        .asText())
                .isEqualTo("Doe");
        assertThat(fay.put("/auth/profile", "{'lastName':'Ray','name':''}")
                        .json()
                        .path("last_name")
                        .asText())
                .isEqualTo("Ray");
        String wrong = "{'current_password':'a guess','new_password':'correct horse 2'}";
        assertThat(fay.post("/auth/change-password", wrong).status()).isEqualTo(403);
        Client.Reply changed = fay.post(
                "/users/me/change-password", "{'currentPassword':'correct horse','newPassword':'correct horse 2'}");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(fay.get("/auth/me").status()).isEqualTo(401);
        assertThat(in(changed).get("/auth/me").status()).isEqualTo(200);
        assertThat(stranger.post("/auth/forgot-password", "{'email':'nobody@example.com'}")
                        .body())
                .isEqualTo(stranger.post("/auth/password/forgot", "{'email':'fay@example.com'}")
                        .body());
        assertThat(stranger.post("/auth/reset-password", "{'token':'x~y','new_password':'correct horse 3'}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void nobody_sees_another_or_a_hash_and_nobody_gives_himself_credits() {
        Client.Reply session = registered("gil");
        Client gil = in(session);
        String other = registered("hal").json().path("id").asText();
        String own = session.json().path("id").asText();
        List<Client.Reply> shown = new ArrayList<>(List.of(
                session,
                gil.get("/auth/me"),
                gil.get("/users/me"),
                gil.get("/users/" + own),
                gil.patch("/users/me", "{'name':'Gil'}")));
        assertThat(shown)
                .allSatisfy(it -> assertThat(it.body()).doesNotContainIgnoringCase("password", "hash", "argon2"));
        assertThat(gil.get("/users/" + other).problem()).startsWith("404");
        assertThat(gil.get("/users/" + other + "/agents").status()).isEqualTo(404);
        assertThat(gil.get("/users/" + own + "/agents").header("Location")).isEqualTo("/chat/agents");
        assertThat(gil.get("/users").status()).isEqualTo(403);
        assertThat(gil.patch("/users/me", "{'email':'hal@example.com'}").status())
                .isEqualTo(400);
        assertThat(gil.post("/users/me/credits", "{'amount':1000}").status()).isEqualTo(403);
        assertThat(gil.post("/api/users/me/credits/use", "{'amount':1}").status())
                .isEqualTo(403);
        JsonNode credits = gil.get("/users/me/credits").json();
        assertThat(credits.path("remaining").asLong()).isEqualTo(10_000);
        assertThat(credits.path("credits")).hasSize(1);
        assertThat(gil.get("/auth/me").json().at("/credits/balance").asLong()).isEqualTo(10_000);
    }

    @Test
    void who_leaves_is_out_by_every_way() {
        Client.Reply session = registered("ida");
        assertThat(in(session).delete("/users/me").status()).isEqualTo(200);
        assertThat(in(session).get("/auth/me").status()).isEqualTo(401);
        assertThat(refreshed(session.json().path("refresh_token").asText()).problem())
                .isEqualTo("401 unauthenticated: User not found or inactive");
        assertThat(stranger.post("/auth/login", "{'email':'ida@example.com','password':'correct horse'}")
                        .problem())
                .isEqualTo("401 unauthenticated: User account is inactive");
        assertThat(stranger.post("/auth/login", "{'email':'ida@example.com','password':'a guess'}")
                        .problem())
                .isEqualTo("401 unauthenticated: Incorrect email or password");
    }

    @Test
    void an_administrator_keeps_people_out_and_lets_them_in_again() {
        Client boss = in(registered("boss"));
        Client.Reply session = registered("jon");
        String door = "/api/v1/admin/users/" + session.json().path("id").asText() + "/active";
        assertThat(in(session).put(door, "{'active':false}").status()).isEqualTo(403);
        assertThat(boss.put(door, "{'active':false}").json().path("active").asBoolean(true))
                .isFalse();
        assertThat(in(session).get("/auth/me").status()).isEqualTo(401);
        String who = "{'email':'jon@example.com','password':'correct horse'}";
        assertThat(stranger.post("/auth/login", who).status()).isEqualTo(401);
        assertThat(boss.put(door, "{'active':true}").status()).isEqualTo(200);
        assertThat(stranger.post("/auth/login", who).status()).isEqualTo(200);
        assertThat(in(session).get("/auth/me").status()).isEqualTo(401);
    }

    @Test
    void passwords_cannot_be_guessed_without_end() throws IOException {
        try (Server strict = Server.start(ConfigFactory.parseString("parley.http.sign-in { burst = 5, per-minute = 1 }")
                .withFallback(new Premises(directory, "strict").config()))) {
            Client at = new Client(strict.address().getPort(), "");
            String guess = "{'email':'ada@example.com','password':'a guess'}";
            for (String path :
                    List.of("/auth/login", "/api/auth/login", "/users/login", "/api/users/login", "/auth/oauth/init"))
                assertThat(at.post(path, guess).status()).as(path).isIn(400, 401);
            for (String path : List.of(
                    "/auth/login", "/api/users/login", "/auth/refresh", "/auth/google", "/auth/reset-password")) {
                Client.Reply reply = at.post(path, guess);
                assertThat(reply.status()).as(path).isEqualTo(429);
                assertThat(reply.header("Retry-After")).isNotEmpty();
            }
        }
    }

    @Test
    void no_page_may_call_with_cookies_and_strange_ones_not_at_all() {
        for (String origin : List.of(PAGE, "https://evil.example.com", "null")) {
            Client.Reply shared = stranger.send(
                    stranger.request("/auth/config").header("Origin", origin).GET());
            Client.Reply asked = stranger.send(stranger.request("/auth/login")
                    .header("Origin", origin)
                    .header("Access-Control-Request-Method", "POST")
                    .method("OPTIONS", java.net.http.HttpRequest.BodyPublishers.noBody()));
            for (Client.Reply it : List.of(shared, asked)) {
                assertThat(it.header("Access-Control-Allow-Credentials")).isEmpty();
                assertThat(it.header("Access-Control-Allow-Origin")).isEqualTo(origin.equals(PAGE) ? PAGE : "");
            }
        }
    }

    @Test
    void health_is_told_as_both_eras_read_it() {
        for (String path : List.of("/health", "/api/health")) {
            JsonNode health = stranger.get(path).json();
            assertThat(health.path("status").asText()).isEqualTo("ok");
            assertThat(Instant.parse(health.path("timestamp").asText())).isNotNull();
        }
    }
}
