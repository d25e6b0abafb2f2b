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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pac4j.core.exception.TechnicalException;
import org.pac4j.core.profile.UserProfile;
import org.pac4j.jwt.config.signature.SecretSignatureConfiguration;
import org.pac4j.jwt.credentials.authenticator.JwtAuthenticator;
import org.pac4j.jwt.profile.JwtGenerator;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Secret;
import parley.engine.kernel.UserId;
import parley.engine.user.SessionId;

/** Issues and checks access tokens: JWT (RFC 7519) signed with HS256, good for one issuer and one audience. */
public final class AccessTokens {
    private static final String ALGORITHM = "HS256";
    static final String ISSUER = "parley";
    private static final String AUDIENCE = "parley-api";
    private static final int LONGEST = 4096;
    private static final int PARTS = 3;
    private static final String ACCESS = "access";
    private static final String SESSION = "sid";
    private static final ObjectMapper HEADERS = new ObjectMapper();

    private final SecretSignatureConfiguration signature;
    private final JwtAuthenticator authenticator;
    private final OldTokens old;
    private final Duration lifetime;
    private final Clock clock;

    public AccessTokens(TokenSecret secret, Duration lifetime, Clock clock) {
        this(secret, OldTokens.NONE, lifetime, clock);
    }

    public AccessTokens(TokenSecret secret, OldTokens old, Duration lifetime, Clock clock) {
        this.old = old;
        this.signature = new SecretSignatureConfiguration(secret.bytes());
        this.authenticator = new JwtAuthenticator(signature);
        // Left to itself it does this at its first token, and a second one at that moment finds it half done.
        this.authenticator.init();
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /** A token that belongs to no session. */
    public AccessToken issue(UserId user, String email) {
        return issue(user, email, null);
    }

    /** A token for somebody who has just signed in. Clients of earlier servers read {@code userId} and {@code type}. */
    public AccessToken issue(UserId user, String email, @Nullable SessionId session) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant end = now.plus(lifetime);
        Map<String, Object> claims = new HashMap<>(Map.of(
                "sub", user.value(),
                "userId", user.value(),
                "type", ACCESS,
                "email", email,
                "iss", ISSUER,
                "aud", List.of(AUDIENCE),
                "iat", Date.from(now),
                "exp", Date.from(end)));
        if (session != null) claims.put(SESSION, session.value());
        return new AccessToken(new Secret(new JwtGenerator(signature).generate(claims)), end);
    }

    /** Whose token this is; empty for every token that is not ours, not whole or not good any more. */
    public Optional<UserId> verify(String token) {
        return read(token).map(Holder::user);
    }

    /** The same with the session that it belongs to, which may have ended since. */
    public Optional<Holder> read(String token) {
        if (!isOurKind(token)) return Optional.empty();
        Optional<Holder> ours;
        try {
            ours = Optional.ofNullable(authenticator.validateToken(token)).flatMap(this::holder);
        } catch (TechnicalException untrue) {
            ours = Optional.empty();
        }
        return ours.isPresent() ? ours : old.access(token, clock.instant());
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

    private Optional<Holder> holder(UserProfile profile) {
        boolean ours = ISSUER.equals(profile.getAttribute("iss")) && isForUs(profile.getAttribute("aud"));
        boolean inTime = profile.getAttribute("exp") instanceof Date end
                && clock.instant().isBefore(end.toInstant());
        Object type = profile.getAttribute("type");
        if (!ours || !inTime || (type != null && !type.equals(ACCESS))) return Optional.empty();
        Instant issued = profile.getAttribute("iat") instanceof Date date ? date.toInstant() : null;
        return SignedClaims.user(profile.getId()).flatMap(user -> of(user, profile.getAttribute(SESSION), issued));
    }

    private static Optional<Holder> of(UserId user, @Nullable Object session, @Nullable Instant issued) {
        if (session == null) return Optional.of(new Holder(user, null, issued));
        try {
            return Optional.of(new Holder(user, new SessionId(session.toString()), issued));
        } catch (Refusal strange) {
            return Optional.empty();
        }
    }

    private static boolean isForUs(@Nullable Object audience) {
        return AUDIENCE.equals(audience) || (audience instanceof List<?> several && several.contains(AUDIENCE));
    }
}
