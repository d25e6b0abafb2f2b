package parley.http.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class SessionRoutesTest {
    private final House house = new House(Duration.ofSeconds(15));
    private final Client stranger = house.client();

    @AfterAll
    void close() {
        house.close();
    }

    private Client.Reply registered(String name) {
        return stranger.post(
                "/api/v1/auth/register",
                "{'email':'" + name + "@example.com','password':'correct horse','name':'" + name + "'}");
    }

    private Client.Reply signedIn(String name, String password) {
        return stranger.post(
                "/api/v1/auth/login", "{'email':'" + name + "@example.com','password':'" + password + "'}");
    }

    private Client with(Client.Reply session) {
        return stranger.with(session.json().path("token").asText());
    }

    private Client.Reply refreshed(String token) {
        return stranger.post("/api/v1/auth/refresh", "{'refreshToken':'" + token + "'}");
    }

    private static String refreshToken(Client.Reply session) {
        return session.json().path("refreshToken").asText();
    }

    private static int status(Client client) {
        return client.get("/api/v1/auth/me").status();
    }

    @Test
    void a_refresh_token_gives_the_next_pair_and_is_used_up() {
        Client.Reply first = registered("ann");
        assertThat(Instant.parse(first.json().path("refreshExpiresAt").asText()))
                .isAfter(Instant.now());

        Client.Reply second = refreshed(refreshToken(first));

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json().at("/user/name").asText()).isEqualTo("ann");
        assertThat(status(with(second))).isEqualTo(200);
        assertThat(refreshed(refreshToken(first)).problem()).startsWith("401 unauthenticated");
        assertThat(refreshed(refreshToken(second)).status()).isEqualTo(401);
    }

    @Test
    void neither_token_does_what_the_other_is_for() {
        Client.Reply session = registered("bea");

        assertThat(status(stranger.with(refreshToken(session)))).isEqualTo(401);
        assertThat(refreshed(session.json().path("token").asText()).status()).isEqualTo(401);
        assertThat(refreshed("nothing").problem()).startsWith("401 unauthenticated: this refresh token");
        assertThat(stranger.post("/api/v1/auth/refresh", "{}").problem())
                .isEqualTo("422 invalid: refreshToken is required");
    }

    @Test
    void signing_out_ends_this_session_at_once_and_no_other() {
        Client.Reply here = registered("cid");
        Client.Reply there = signedIn("cid", "correct horse");
        assertThat(status(with(here))).isEqualTo(200);

        assertThat(with(here).post("/api/v1/auth/logout", "").status()).isEqualTo(204);

        assertThat(status(with(here))).isEqualTo(401);
        assertThat(refreshed(refreshToken(here)).status()).isEqualTo(401);
        assertThat(status(with(there))).isEqualTo(200);
    }

    @Test
    void signing_out_everywhere_ends_all_and_lets_the_user_in_again() {
        Client.Reply here = registered("dan");
        Client.Reply there = signedIn("dan", "correct horse");

        assertThat(with(here).post("/api/v1/auth/logout/everywhere", "").status())
                .isEqualTo(204);

        assertThat(status(with(here))).isEqualTo(401);
        assertThat(status(with(there))).isEqualTo(401);
        assertThat(refreshed(refreshToken(there)).status()).isEqualTo(401);
        assertThat(status(with(signedIn("dan", "correct horse")))).isEqualTo(200);
    }

    @Test
    void a_changed_password_ends_other_sessions_and_begins_one() {
        Client.Reply here = registered("eli");
        Client.Reply there = signedIn("eli", "correct horse");

        assertThat(with(here)
                        .post("/api/v1/auth/password/change", "{'password':'a guess','newPassword':'battery staple'}")
                        .problem())
                .isEqualTo("403 forbidden: the old password is wrong");
        Client.Reply changed = with(here)
                .post("/api/v1/auth/password/change", "{'password':'correct horse','newPassword':'battery staple'}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(status(with(changed))).isEqualTo(200);
        assertThat(status(with(there))).isEqualTo(401);
        assertThat(signedIn("eli", "correct horse").status()).isEqualTo(401);
        assertThat(signedIn("eli", "battery staple").status()).isEqualTo(200);
    }

    @Test
    void nobody_learns_who_is_registered_from_forgetting_a_password() {
        Client.Reply session = registered("fay");

        Client.Reply known = stranger.post("/api/v1/auth/password/forgot", "{'email':'fay@example.com'}");
        Client.Reply unknown = stranger.post("/api/v1/auth/password/forgot", "{'email':'nobody@example.com'}");
        Client.Reply absurd = stranger.post("/api/v1/auth/password/forgot", "{'email':'no e-mail'}");

        assertThat(known.status()).isEqualTo(202);
        assertThat(unknown.status()).isEqualTo(202);
        assertThat(absurd.status()).isEqualTo(202);
        assertThat(unknown.body()).isEqualTo(known.body());
        assertThat(absurd.body()).isEqualTo(known.body());
        String reset = "{'token':'letter-to-fay@example.com','password':'battery staple'}";
        assertThat(stranger.post("/api/v1/auth/password/reset", reset).status()).isEqualTo(204);
        assertThat(stranger.post("/api/v1/auth/password/reset", reset).status()).isEqualTo(422);
        assertThat(status(with(session))).isEqualTo(401);
        assertThat(signedIn("fay", "battery staple").status()).isEqualTo(200);
    }

    @Test
    void people_are_called_what_they_want() {
        Client gil = with(registered("gil"));

        Client.Reply named = gil.patch("/api/v1/auth/profile", "{'name':'Gilbert','firstName':'Gil'}");

        assertThat(named.status()).isEqualTo(200);
        assertThat(named.json().path("name").asText()).isEqualTo("Gilbert");
        assertThat(gil.get("/api/v1/auth/me").json().path("firstName").asText()).isEqualTo("Gil");
        assertThat(gil.get("/api/v1/auth/me").json().has("lastName")).isFalse();
    }

    @Test
    void a_token_of_an_earlier_server_is_good_and_is_traded_for_a_session_once() throws Exception {
        String id = registered("hob").json().at("/user/id").asText();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .claim("userId", id)
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .build();
        SignedJWT old = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        old.sign(new MACSigner(Arrays.copyOf(House.OLD_SECRET.getBytes(UTF_8), 32)));

        assertThat(status(stranger.with(old.serialize()))).isEqualTo(200);
        assertThat(stranger.with(old.serialize())
                        .post("/api/v1/auth/logout", "")
                        .status())
                .isEqualTo(409);
        Client.Reply session = refreshed(old.serialize());
        assertThat(session.status()).isEqualTo(200);
        assertThat(status(with(session))).isEqualTo(200);
        assertThat(refreshed(old.serialize()).status()).isEqualTo(401);
        with(session).post("/api/v1/auth/logout/everywhere", "");
        assertThat(status(stranger.with(old.serialize()))).isEqualTo(401);
    }
}
