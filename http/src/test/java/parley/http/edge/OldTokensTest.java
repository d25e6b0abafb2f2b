package parley.http.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.engine.kernel.UserId;
import parley.engine.user.OpenSession;
import parley.engine.user.SessionId;
import parley.engine.user.UserProfile;

class OldTokensTest {
    private static final String PYTHON = "a secret of a python server, long enough";
    private static final String NODE = "short node secret";
    private static final TokenSecret OURS = TokenSecret.configured("a secret of our own with more than 32 bytes");
    private static final UserId ADA = new UserId("3f0e6a52-7f8c-4e1c-9d0b-1d2e3f4a5b6c");
    private static final Duration HOUR = Duration.ofHours(1);

    private final OldTokens old = OldTokens.under(Map.of("SECRET_KEY", PYTHON, "JWT_SECRET", NODE));
    private final AccessTokens access = new AccessTokens(OURS, old, HOUR, Clock.systemUTC());
    private final RefreshTokens refresh = new RefreshTokens(OURS, old, Clock.systemUTC());

    private static JWTClaimsSet.Builder lasting() {
        return new JWTClaimsSet.Builder().expirationTime(Date.from(Instant.now().plus(HOUR)));
    }

    private static JWTClaimsSet.Builder python(String type) {
        return lasting().subject(ADA.value()).claim("type", type);
    }

    private static JWTClaimsSet.Builder node() {
        return lasting()
                .claim("userId", ADA.value())
                .claim("email", "ada@example.org")
                .issueTime(Date.from(Instant.now()));
    }

    private static String signed(JWTClaimsSet.Builder claims, String secret) throws Exception {
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.build());
        token.sign(new MACSigner(Arrays.copyOf(secret.getBytes(UTF_8), Math.max(32, secret.length()))));
        return token.serialize();
    }

    @Test
    void a_token_of_either_server_is_good_for_access() throws Exception {
        assertThat(access.verify(signed(python("access"), PYTHON))).contains(ADA);
        assertThat(access.verify(signed(node(), NODE))).contains(ADA);
        assertThat(access.read(signed(node(), NODE)).orElseThrow().session()).isNull();
    }

    @Test
    void a_refresh_token_is_good_for_refreshing_alone_and_an_access_token_for_access_alone() throws Exception {
        assertThat(access.verify(signed(python("refresh"), PYTHON))).isEmpty();
        assertThat(refresh.read(signed(python("refresh"), PYTHON)))
                .get()
                .isInstanceOfSatisfying(
                        RefreshTokens.Old.class, it -> assertThat(it.user()).isEqualTo(ADA));
        assertThat(refresh.read(signed(python("access"), PYTHON))).isEmpty();
        assertThat(refresh.read(signed(node(), NODE))).get().isInstanceOf(RefreshTokens.Old.class);
        assertThat(refresh.read(signed(python("magic"), PYTHON))).isEmpty();
        assertThat(access.verify(signed(python("magic"), PYTHON))).isEmpty();
    }

    @Test
    void one_token_in_two_spellings_is_one_token() throws Exception {
        String token = signed(python("refresh"), PYTHON);
        int dot = token.lastIndexOf('.');
        byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
        String padded = token.substring(0, dot + 1) + Base64.getUrlEncoder().encodeToString(signature);

        assertThat(refresh.read(padded)).isEqualTo(refresh.read(token));
    }

    @Test
    void a_token_that_is_over_or_endless_or_of_another_secret_or_of_none_is_good_for_nothing() throws Exception {
        JWTClaimsSet.Builder over =
                node().expirationTime(Date.from(Instant.now().minusSeconds(1)));
        String[] bad = {
            signed(over, NODE),
            signed(node().expirationTime(null), NODE),
            signed(node(), "another secret entirely"),
            signed(lasting(), NODE),
            signed(lasting().claim("userId", "no/id"), NODE),
            signed(lasting().claim("userId", 7), NODE),
            new PlainJWT(node().build()).serialize(),
            "a.b.c"
        };
        assertThat(bad).allSatisfy(it -> {
            assertThat(access.verify(it)).isEmpty();
            assertThat(refresh.read(it)).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "your-secret-key-change-this-in-production-make-it-32-chars-long",
                "your-secret-key-change-this",
                "fifteen bytes!!",
                ""
            })
    void a_secret_that_everybody_knows_or_could_guess_opens_nothing(String secret) throws Exception {
        AccessTokens trusting =
                new AccessTokens(OURS, OldTokens.under(Map.of("SECRET_KEY", secret)), HOUR, Clock.systemUTC());
        assertThat(trusting.verify(signed(node(), secret))).isEmpty();
    }

    @Test
    void no_server_starts_with_a_published_secret_of_its_own() {
        assertThatThrownBy(
                        () -> TokenSecret.configured("your-secret-key-change-this-in-production-make-it-32-chars-long"))
                .hasMessageContaining("PARLEY_JWT_SECRET");
    }

    @Test
    void tokens_of_ours_are_never_taken_for_old_ones_even_under_one_secret() {
        String shared = "one secret for both servers, 32 bytes and more";
        OldTokens same = OldTokens.under(Map.of("JWT_SECRET", shared));
        TokenSecret secret = TokenSecret.configured(shared);
        RefreshTokens refreshing = new RefreshTokens(secret, same, Clock.systemUTC());
        AccessTokens accessing = new AccessTokens(secret, same, HOUR, Clock.systemUTC());
        SessionId session = new SessionId("session-1");
        UserProfile ada = new UserProfile(ADA, "ada@example.org", "Ada", Instant.EPOCH);
        String token = refreshing
                .issue(new OpenSession(ada, session, 3, Instant.now().plus(HOUR)))
                .token()
                .reveal();
        String ours = accessing.issue(ADA, "ada@example.org", session).token().reveal();

        assertThat(refreshing.read(token)).contains(new RefreshTokens.Ours(ADA, session, 3));
        assertThat(accessing.verify(token)).isEmpty();
        assertThat(refreshing.read(ours)).isEmpty();
        assertThat(accessing.read(ours).orElseThrow().session()).isEqualTo(session);
    }
}
