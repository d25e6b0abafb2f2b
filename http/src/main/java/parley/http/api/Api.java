package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;

import org.apache.pekko.http.javadsl.server.Route;
import parley.http.edge.AccessTokens;
import parley.http.edge.SignedIn;
import parley.http.edge.Sse;
import parley.http.edge.Throttle;

/** All addresses of our own dialect, the page and the health of the server. */
public final class Api {
    private final Route routes;

    public Api(Doors doors, AccessTokens tokens, Throttle throttle, Sse sse, HealthRoutes health, String version) {
        SignedIn signedIn = new SignedIn(tokens);
        Castings castings = new Castings(doors.models(), doors.speaker());
        Route auth = new AuthRoutes(doors.users(), tokens, signedIn, throttle).routes();
        Route agents = new AgentRoutes(doors.agents(), doors.agentIndex(), castings, signedIn).routes();
        Route conversations = new ConversationRoutes(
                        doors.conversations(),
                        doors.conversationIndex(),
                        new Opening(doors.agents(), castings),
                        new Viewing(doors.conversations(), sse),
                        new SoundRoute(doors.conversations()),
                        signedIn)
                .routes();
        Route catalogue = new CatalogueRoutes(doors.models(), doors.speaker(), doors.accounts(), signedIn).routes();
        routes = concat(
                pathPrefix("api", () -> concat(conversations, agents, auth, catalogue)),
                health.routes(),
                new PageRoutes(version).routes());
    }

    public Route routes() {
        return routes;
    }
}
