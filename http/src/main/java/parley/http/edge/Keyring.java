package parley.http.edge;

import java.time.Clock;
import parley.engine.user.OpenSession;
import parley.engine.user.Sessions;

/** All that has to do with tokens: issuing them, reading them, and letting through whoever holds a good one. */
public final class Keyring {
    private final AccessTokens access;
    private final RefreshTokens refresh;
    private final SignedIn signedIn;

    public Keyring(TokenSecret secret, OldTokens old, EdgeSettings settings, Sessions sessions, Clock clock) {
        access = new AccessTokens(secret, old, settings.tokenLifetime(), clock);
        refresh = new RefreshTokens(secret, old, clock);
        signedIn = new SignedIn(access, new LiveSessions(sessions::standing, settings.sessionsChecked(), clock));
    }

    /** The tokens of a session that was begun or refreshed just now. */
    public TokenPair tokens(OpenSession session) {
        return new TokenPair(
                access.issue(session.user().id(), session.user().email(), session.id()), refresh.issue(session));
    }

    public RefreshTokens refresh() {
        return refresh;
    }

    public SignedIn signedIn() {
        return signedIn;
    }
}
