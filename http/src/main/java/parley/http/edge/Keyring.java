package parley.http.edge;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.Route;
import parley.engine.user.OpenSession;
import parley.engine.user.Sessions;

/** All that has to do with tokens: issuing them, reading them, and letting through whoever holds a good one. */
public final class Keyring {
    private final AccessTokens access;
    private final RefreshTokens refresh;
    private final SignedIn signedIn;
    private final OldTokens old;
    private final Clock clock;
    private final boolean socialOnly;

    public Keyring(TokenSecret secret, OldTokens old, EdgeSettings settings, Sessions sessions, Clock clock) {
        this.old = old;
        this.clock = clock;
        socialOnly = settings.socialOnly();
        access = new AccessTokens(secret, old, settings.tokenLifetime(), clock);
        refresh = new RefreshTokens(secret, old, clock);
        signedIn = new SignedIn(access, new LiveSessions(sessions::standing, settings.sessionsChecked(), clock));
    }

    /** The tokens of a session that was begun or refreshed just now. */
    public TokenPair tokens(OpenSession session) {
        return new TokenPair(
                access.issue(session.user().id(), session.user().email(), session.id()), refresh.issue(session));
    }

    /** Goes on where people sign in by passwords here; 501 where only providers of sign-ins let them in. */
    public Route byPassword(Supplier<Route> inner) {
        if (socialOnly)
            throw new Problem(
                    StatusCodes.NOT_IMPLEMENTED,
                    "social_only",
                    "Traditional registration is disabled. Please use social authentication.");
        return inner.get();
    }

    /** Whether only providers of sign-ins let people in. */
    public boolean isSocialOnly() {
        return socialOnly;
    }

    /** Whom a token of an earlier server names, whether or not anybody here is called that; empty for any other token. */
    public Optional<String> named(String token) {
        return old.subject(token, clock.instant());
    }

    public RefreshTokens refresh() {
        return refresh;
    }

    public SignedIn signedIn() {
        return signedIn;
    }
}
