package parley.http.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import org.junit.jupiter.api.Test;
import parley.engine.kernel.UserId;

class AccessTokensTest {
    /** Exactly 32 bytes, so that it also serves as a key for AES-256. */
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    private static final UserId ADA = new UserId("ada");
    private static final Duration HOUR = Duration.ofHours(1);

    private final AccessTokens tokens = at(Instant.now());

    private static AccessTokens at(Instant now) {
        return new AccessTokens(TokenSecret.configured(SECRET), HOUR, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static String token() {
        return at(Instant.now()).issue(ADA, "ada@example.com").token().reveal();
    }

    private static JWTClaimsSet.Builder good() {
        return new JWTClaimsSet.Builder()
                .subject("ada")
                .issuer("parley")
                .audience("parley-api")
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plus(HOUR)));
    }

    private static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, String secret) throws JOSEException {
        SignedJWT token = new SignedJWT(new JWSHeader(algorithm), claims);
        token.sign(new MACSigner(secret.getBytes(UTF_8)));
        return token.serialize();
    }

    @Test
    void knows_whose_token_it_is() {
        assertThat(tokens.verify(token())).contains(ADA);
    }

    @Test
    void knows_a_good_token_of_another_maker() throws JOSEException {
        assertThat(tokens.verify(signed(good().build(), JWSAlgorithm.HS256, SECRET)))
                .contains(ADA);
    }

    @Test
    void refuses_a_token_after_its_end() {
        AccessTokens yesterday = at(Instant.now().minus(Duration.ofDays(1)));
        AccessTokens tomorrow = at(Instant.now().plus(Duration.ofDays(1)));

        assertThat(tokens.verify(yesterday.issue(ADA, "ada@example.com").token().reveal()))
                .isEmpty();
        assertThat(tomorrow.verify(token())).isEmpty();
    }

    @Test
    void refuses_a_token_that_was_tampered_with() {
        String token = token();
        String[] parts = token.split("\\.", -1);
        String other = at(Instant.now())
                .issue(new UserId("eve"), "eve@example.com")
                .token()
                .reveal();

        assertThat(tokens.verify(parts[0] + "." + other.split("\\.", -1)[1] + "." + parts[2]))
                .isEmpty();
        assertThat(tokens.verify(parts[0] + "." + parts[1] + ".")).isEmpty();
    }

    @Test
    void refuses_a_token_of_another_secret() throws JOSEException {
        assertThat(tokens.verify(signed(good().build(), JWSAlgorithm.HS256, "f".repeat(32))))
                .isEmpty();
    }

    @Test
    void refuses_a_token_that_nobody_signed() {
        assertThat(tokens.verify(new PlainJWT(good().build()).serialize())).isEmpty();
    }

    @Test
    void refuses_another_algorithm_even_with_the_right_secret() throws JOSEException {
        assertThat(tokens.verify(signed(good().build(), JWSAlgorithm.HS512, SECRET.repeat(2))))
                .isEmpty();
    }

    @Test
    void refuses_an_encrypted_token_with_anything_inside() throws JOSEException {
        JWEObject sealed = new JWEObject(
                new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM),
                new Payload(good().claim("$int_roles", "ADMIN").build().toJSONObject()));
        sealed.encrypt(new DirectEncrypter(SECRET.getBytes(UTF_8)));

        assertThat(tokens.verify(sealed.serialize())).isEmpty();
    }

    @Test
    void refuses_a_token_that_lacks_a_claim_or_is_for_somebody_else() throws JOSEException {
        JWTClaimsSet[] lacking = {
            good().subject(null).build(),
            good().expirationTime(null).build(),
            good().issuer(null).build(),
            good().issuer("other").build(),
            good().audience((String) null).build(),
            good().audience("other").build(),
            good().subject("no/user id").build()
        };

        for (JWTClaimsSet claims : lacking)
            assertThat(tokens.verify(signed(claims, JWSAlgorithm.HS256, SECRET)))
                    .as(claims.toString())
                    .isEmpty();
    }

    @Test
    void refuses_what_is_no_token_at_all() {
        assertThat(tokens.verify("")).isEmpty();
        assertThat(tokens.verify("..")).isEmpty();
        assertThat(tokens.verify("a.b.c")).isEmpty();
        assertThat(tokens.verify("a".repeat(100_000))).isEmpty();
        assertThat(tokens.verify(token() + ".e30.e30")).isEmpty();
    }

    @Test
    void says_what_clients_of_earlier_servers_read() throws Exception {
        JWTClaimsSet claims = SignedJWT.parse(token()).getJWTClaimsSet();
        assertThat(claims.getClaims().keySet()).contains("sub", "userId", "type", "email", "iat", "exp", "iss", "aud");
        assertThat(claims.getStringClaim("userId")).isEqualTo("ada");
        assertThat(claims.getStringClaim("type")).isEqualTo("access");
    }

    @Test
    void refuses_a_token_of_another_type() throws JOSEException {
        assertThat(tokens.verify(signed(good().claim("type", "refresh").build(), JWSAlgorithm.HS256, SECRET)))
                .isEmpty();
    }
}
