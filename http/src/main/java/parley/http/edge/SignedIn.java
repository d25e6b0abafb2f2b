package parley.http.edge;

import static org.apache.pekko.http.javadsl.server.Directives.optionalHeaderValueByName;

import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.server.Route;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;

/** Lets through whoever holds a good access token, by name. */
public final class SignedIn {
    private static final String SCHEME = "Bearer ";

    private final AccessTokens tokens;

    public SignedIn(AccessTokens tokens) {
        this.tokens = tokens;
    }

    /** Goes on with the user whose token came in {@code Authorization: Bearer}; UNAUTHENTICATED without a good one. */
    public Route signedIn(Function<UserId, Route> inner) {
        return optionalHeaderValueByName("Authorization", header -> inner.apply(user(header)));
    }

    private UserId user(Optional<String> header) {
        String value = header.orElseThrow(
                () -> Refusal.unauthenticated("sign in and send the token as Authorization: Bearer <token>"));
        if (!value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
            throw Refusal.unauthenticated("only Authorization: Bearer <token> is known here");
        return tokens.verify(value.substring(SCHEME.length()).strip())
                .orElseThrow(() -> Refusal.unauthenticated("this token is not good, or not any more; sign in again"));
    }
}
