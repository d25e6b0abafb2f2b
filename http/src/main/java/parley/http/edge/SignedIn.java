package parley.http.edge;

import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;
import static org.apache.pekko.http.javadsl.server.Directives.optionalHeaderValueByName;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.server.Route;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;

/** Lets through whoever holds a good access token, by name. */
public final class SignedIn {
    private static final String SCHEME = "Bearer ";

    private final AccessTokens tokens;
    private final LiveSessions sessions;

    SignedIn(AccessTokens tokens, LiveSessions sessions) {
        this.tokens = tokens;
        this.sessions = sessions;
    }

    /** Goes on with the user whose token came in {@code Authorization: Bearer}; UNAUTHENTICATED without a good one. */
    public Route signedIn(Function<UserId, Route> inner) {
        return holding(holder -> inner.apply(holder.user()));
    }

    /** The same with the session that the token belongs to. */
    public Route holding(Function<Holder, Route> inner) {
        return optionalHeaderValueByName("Authorization", header -> {
            Holder holder = holder(header);
            CompletableFuture<Boolean> admitted = sessions.admits(holder);
            return admitted.state() == Future.State.SUCCESS
                    ? admitted(admitted.resultNow(), holder, inner)
                    : onSuccess(admitted, good -> admitted(good, holder, inner));
        });
    }

    /** Whose token this is, where it does not come in a header; UNAUTHENTICATED for any that is not good. */
    public CompletionStage<UserId> user(String token) {
        return tokens.read(token)
                .map(holder -> sessions.admits(holder).thenApply(good -> {
                    if (!good) throw bad();
                    return holder.user();
                }))
                .orElseGet(() -> CompletableFuture.failedFuture(bad()));
    }

    /** Something about a user's sessions has changed; the next request looks anew. */
    public void forget(UserId user) {
        sessions.forget(user);
    }

    private static Route admitted(boolean good, Holder holder, Function<Holder, Route> inner) {
        if (!good) throw bad();
        return inner.apply(holder);
    }

    private Holder holder(Optional<String> header) {
        String value = header.orElseThrow(
                () -> Refusal.unauthenticated("sign in and send the token as Authorization: Bearer <token>"));
        if (!value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
            throw Refusal.unauthenticated("only Authorization: Bearer <token> is known here");
        return tokens.read(value.substring(SCHEME.length()).strip()).orElseThrow(SignedIn::bad);
    }

    private static Refusal bad() {
        return Refusal.unauthenticated("this token is not good, or not any more; sign in again");
    }
}
