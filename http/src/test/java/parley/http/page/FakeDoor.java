package parley.http.page;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/** Lets one person in, with one token that is good at a time and one refresh token that is good once. */
final class FakeDoor {
    private static final Map<String, Object> USER = Map.of("id", "u1", "email", "ann@example.org", "name", "Ann");

    private int tokens;
    private int refreshes;
    private boolean ended;

    private record Session(Map<String, Object> user, String token, String refreshToken, String expiresAt) {}

    /** The token that was good is over; the next one is there for who refreshes. */
    synchronized void expireToken() {
        tokens++;
    }

    /** The session is over: no token is good, and none is there for who refreshes. */
    synchronized void endSession() {
        expireToken();
        ended = true;
    }

    /** How often the session was refreshed. */
    synchronized int refreshes() {
        return refreshes;
    }

    synchronized boolean admits(HttpExchange exchange) {
        return ("Bearer " + token()).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    void auth(HttpExchange exchange, String door) throws IOException {
        Map<String, Object> wish = FakeApi.body(exchange);
        if (door.equals("refresh") && !refreshed(wish)) {
            FakeApi.problem(exchange, 401, "unauthenticated", "This session has ended.");
            return;
        }
        if ("wrong password".equals(wish.get("password"))) {
            FakeApi.problem(exchange, 401, "unauthenticated", "This e-mail and password do not belong together.");
            return;
        }
        FakeApi.json(exchange, door.equals("register") ? 201 : 200, session());
    }

    /** A token that comes a second time is in foreign hands. */
    private synchronized boolean refreshed(Map<String, Object> wish) {
        ended |= !wish.equals(Map.of("refreshToken", "refresh-" + refreshes));
        if (!ended) refreshes++;
        return !ended;
    }

    private synchronized Session session() {
        return new Session(USER, token(), "refresh-" + refreshes, Instant.now().toString());
    }

    private String token() {
        return ended ? "" : "t0ken-" + tokens;
    }
}
