package parley.http.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.kernel.UserId;
import parley.engine.user.OldToken;
import parley.engine.user.TokenHash;

/**
 * Tokens of an earlier server: HS256 under its own secrets, the user in {@code sub} or {@code userId}, and a {@code type}
 * of {@code access} or {@code refresh} or none, which then is good for both. They are read and never issued.
 */
public final class OldTokens {
    private static final Logger LOG = LoggerFactory.getLogger(OldTokens.class);
    private static final int FEWEST_BYTES = 16;

    /** No earlier server. */
    public static final OldTokens NONE = new OldTokens(List.of());

    private final List<SignedClaims> keys;

    private OldTokens(List<SignedClaims> keys) {
        this.keys = keys;
    }

    /**
     * The secrets by the names of their settings; an empty one counts as absent. One that everybody knows or that could
     * be guessed is passed over with a warning, for whoever has it could be anybody.
     */
    public static OldTokens under(Map<String, String> secrets) {
        return new OldTokens(secrets.entrySet().stream()
                .filter(it -> !it.getValue().isEmpty() && isTrusted(it.getKey(), it.getValue()))
                .map(it -> new SignedClaims(it.getValue().getBytes(UTF_8)))
                .toList());
    }

    private static boolean isTrusted(String name, String secret) {
        boolean good = !TokenSecret.isKnownToAll(secret) && secret.getBytes(UTF_8).length >= FEWEST_BYTES;
        if (!good)
            LOG.warn(
                    "tokens of the earlier server are not accepted: {} is its default or has under {} bytes",
                    name,
                    FEWEST_BYTES);
        return good;
    }

    Optional<Holder> access(String token, Instant now) {
        return trusted(token, now)
                .filter(it -> !"refresh".equals(it.getClaim("type")))
                .flatMap(it -> user(it).map(user -> new Holder(user, null, issuedAt(it))));
    }

    /** Whom an access token names, whether or not anybody here is called that; empty for any that is not good. */
    Optional<String> subject(String token, Instant now) {
        return trusted(token, now)
                .filter(it -> !"refresh".equals(it.getClaim("type")))
                .flatMap(it -> Optional.ofNullable(it.getSubject()))
                .filter(it -> !it.isBlank());
    }

    Optional<RefreshTokens.Old> refresh(String token, Instant now) {
        return trusted(token, now)
                .filter(it -> !"access".equals(it.getClaim("type")))
                .flatMap(it -> user(it).map(user -> new RefreshTokens.Old(user, spendable(token, it))));
    }

    private static OldToken spendable(String token, JWTClaimsSet claims) {
        // What comes after the last dot is the signature, which has other spellings of the same bytes.
        String signed = token.substring(0, token.lastIndexOf('.'));
        return new OldToken(
                TokenHash.of(signed),
                issuedAt(claims),
                claims.getExpirationTime().toInstant());
    }

    /** A token of ours names its issuer, which those never did; so under one same secret ours are not taken for theirs. */
    private Optional<JWTClaimsSet> trusted(String token, Instant now) {
        return keys.stream()
                .flatMap(it -> it.trusted(token, now).stream())
                .filter(it -> it.getIssuer() == null && isOfKnownType(it.getClaim("type")))
                .findFirst();
    }

    private static boolean isOfKnownType(@Nullable Object type) {
        return type == null || type.equals("access") || type.equals("refresh");
    }

    private static Optional<UserId> user(JWTClaimsSet claims) {
        String subject = claims.getSubject();
        return SignedClaims.user(subject == null ? claims.getClaim("userId") : subject);
    }

    private static @Nullable Instant issuedAt(JWTClaimsSet claims) {
        Date issued = claims.getIssueTime();
        return issued == null ? null : issued.toInstant();
    }
}
