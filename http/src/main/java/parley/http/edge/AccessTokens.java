package parley.http.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pac4j.core.exception.TechnicalException;
import org.pac4j.core.profile.UserProfile;
import org.pac4j.jwt.config.signature.SecretSignatureConfiguration;
import org.pac4j.jwt.credentials.authenticator.JwtAuthenticator;
import org.pac4j.jwt.profile.JwtGenerator;
import parley.engine.kernel.Names;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Secret;
import parley.engine.kernel.UserId;

/** Issues and checks access tokens: JWT (RFC 7519) signed with HS256, good for one issuer and one audience. */
public final class AccessTokens {
    private static final String ALGORITHM = "HS256";
    private static final String ISSUER = "parley";
    private static final String AUDIENCE = "parley-api";
    private static final int LONGEST = 4096;
    private static final int PARTS = 3;
    private static final ObjectMapper HEADERS = new ObjectMapper();

    private final SecretSignatureConfiguration signature;
    private final JwtAuthenticator authenticator;
    private final Duration lifetime;
    private final Clock clock;

    public AccessTokens(TokenSecret secret, Duration lifetime, Clock clock) {
        this.signature = new SecretSignatureConfiguration(secret.bytes());
        this.authenticator = new JwtAuthenticator(signature);
        // Left to itself it does this at its first token, and a second one at that moment finds it half done.
        this.authenticator.init();
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /** A token for somebody who has just signed in. */
    public AccessToken issue(UserId user, String email) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant end = now.plus(lifetime);
        Map<String, Object> claims = Map.of(
                "sub", user.value(),
                "email", email,
                "iss", ISSUER,
                "aud", List.of(AUDIENCE),
                "iat", Date.from(now),
                "exp", Date.from(end));
        return new AccessToken(new Secret(new JwtGenerator(signature).generate(claims)), end);
    }

    /** Whose token this is; empty for every token that is not ours, not whole or not good any more. */
    public Optional<UserId> verify(String token) {
        if (!isOurKind(token)) return Optional.empty();
        try {
            return Optional.ofNullable(authenticator.validateToken(token)).flatMap(this::holder);
        } catch (TechnicalException untrue) {
            return Optional.empty();
        }
    }

    /** Nothing but a signed token of our one algorithm comes as far as Pac4j: no JWE, no {@code none}, nothing nested. */
    private static boolean isOurKind(String token) {
        if (token.length() > LONGEST) return false;
        String[] parts = token.split("\\.", -1);
        if (parts.length != PARTS) return false;
        try {
            JsonNode header = HEADERS.readTree(Base64.getUrlDecoder().decode(parts[0]));
            return header != null && ALGORITHM.equals(header.path("alg").asText());
        } catch (IllegalArgumentException | IOException unreadable) {
            return false;
        }
    }

    private Optional<UserId> holder(UserProfile profile) {
        boolean ours = ISSUER.equals(profile.getAttribute("iss")) && isForUs(profile.getAttribute("aud"));
        boolean inTime = profile.getAttribute("exp") instanceof Date end
                && clock.instant().isBefore(end.toInstant());
        return ours && inTime ? user(profile.getId()) : Optional.empty();
    }

    private static boolean isForUs(@Nullable Object audience) {
        return AUDIENCE.equals(audience) || (audience instanceof List<?> several && several.contains(AUDIENCE));
    }

    private static Optional<UserId> user(@Nullable String subject) {
        if (subject == null) return Optional.empty();
        try {
            Names.check("user id", subject);
            return Optional.of(new UserId(subject));
        } catch (Refusal strange) {
            return Optional.empty();
        }
    }
}
