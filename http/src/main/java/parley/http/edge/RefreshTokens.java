package parley.http.edge;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import parley.engine.kernel.Names;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Secret;
import parley.engine.kernel.UserId;
import parley.engine.user.OldToken;
import parley.engine.user.OpenSession;
import parley.engine.user.SessionId;

/**
 * Issues and reads refresh tokens: JWT with the session's random id and a generation. The signature is the proof, so
 * nothing of a token is stored, a forged one never reaches a user, and a repeated refresh can be given the same successor.
 */
public final class RefreshTokens {
    private static final String AUDIENCE = "parley-refresh";
    private static final String SESSION = "sid";
    private static final String GENERATION = "gen";

    private final SignedClaims claims;
    private final OldTokens old;
    private final Clock clock;

    RefreshTokens(TokenSecret secret, OldTokens old, Clock clock) {
        this.claims = new SignedClaims(secret.bytes());
        this.old = old;
        this.clock = clock;
    }

    /** What a good refresh token is good for. */
    public sealed interface Refreshing {}

    /** Going on with a session of ours. */
    public record Ours(UserId user, SessionId session, int generation) implements Refreshing {}

    /** Beginning a session in place of one of an earlier server. */
    public record Old(UserId user, OldToken token) implements Refreshing {}

    AccessToken issue(OpenSession session) {
        JWTClaimsSet said = new JWTClaimsSet.Builder()
                .subject(session.user().id().value())
                .issuer(AccessTokens.ISSUER)
                .audience(AUDIENCE)
                .claim("userId", session.user().id().value())
                .claim("type", "refresh")
                .claim(SESSION, session.id().value())
                .claim(GENERATION, session.generation())
                .issueTime(Date.from(clock.instant()))
                .expirationTime(Date.from(session.until()))
                .build();
        return new AccessToken(new Secret(claims.sign(said)), session.until());
    }

    /** What a token is good for; empty for every text that is no good refresh token. */
    public Optional<Refreshing> read(String token) {
        Instant now = clock.instant();
        Optional<Refreshing> ours = claims.trusted(token, now).flatMap(RefreshTokens::ours);
        return ours.isPresent() ? ours : old.refresh(token, now).map(it -> it);
    }

    private static Optional<Refreshing> ours(JWTClaimsSet said) {
        if (!AccessTokens.ISSUER.equals(said.getIssuer()) || !said.getAudience().equals(List.of(AUDIENCE)))
            return Optional.empty();
        try {
            String session = said.getStringClaim(SESSION);
            Integer generation = said.getIntegerClaim(GENERATION);
            if (session == null || generation == null) return Optional.empty();
            Names.check("session id", session);
            return SignedClaims.user(said.getSubject()).map(user -> new Ours(user, new SessionId(session), generation));
        } catch (ParseException | Refusal strange) {
            return Optional.empty();
        }
    }
}
