package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;

import java.time.Clock;
import java.util.List;
import org.apache.pekko.http.javadsl.server.Route;
import parley.engine.conversation.ConversationIndex;
import parley.engine.conversation.Conversations;
import parley.http.edge.Administrators;
import parley.http.edge.Keyring;
import parley.http.edge.SignedIn;
import parley.http.edge.Sse;
import parley.http.edge.Throttle;

/** All addresses of our own dialect, the page and the health of the server. */
public final class Api {
    private final Route routes;

    public Api(
            Doors doors,
            Administrators administrators,
            Keyring keyring,
            Throttle throttle,
            Sse sse,
            HealthRoutes health,
            String version,
            Clock clock) {
        SignedIn signedIn = keyring.signedIn();
        Castings castings =
                new Castings(doors.models(), doors.speaker(), doors.connected().connections());
        Route auth = new AuthRoutes(doors.users(), keyring, throttle).routes();
        Route agents = new AgentRoutes(doors.agents(), doors.agentIndex(), castings, signedIn).routes();
        Route connections = new ConnectionRoutes(doors.connected(), signedIn).routes();
        Route conversations = conversations(doors, castings, sse, signedIn);
        Route catalogue = new CatalogueRoutes(doors.models(), doors.speaker(), doors.tools(), signedIn).routes();
        Route within = concat(
                conversations, agents, connections, auth, catalogue, credits(doors, administrators, signedIn, clock));
        // Before there were other dialects, ours had all of /api; what none of them claims can still be found there.
        routes = concat(
                pathPrefix("api", () -> concat(pathPrefix("v1", () -> within), within)),
                health.routes(),
                new PageRoutes(version, clock).routes());
    }

    private static Route credits(Doors doors, Administrators administrators, SignedIn signedIn, Clock clock) {
        BudgetRoutes budgets = new BudgetRoutes(doors.accounts(), clock);
        StatementRoutes statements = new StatementRoutes(doors.statements(), clock);
        CreditRoutes credits = new CreditRoutes(doors.accounts(), budgets, statements, signedIn, clock);
        PriceRoutes prices = new PriceRoutes(doors.prices(), signedIn);
        AdminRoutes admin = new AdminRoutes(administrators, doors, credits, budgets, statements, prices, signedIn);
        return concat(credits.routes(), prices.routes(), admin.routes());
    }

    private static Route conversations(Doors doors, Castings castings, Sse sse, SignedIn signedIn) {
        Conversations conversations = doors.conversations();
        Opening opening = new Opening(doors.agents(), castings);
        Places places = new Places(conversations);
        Viewing viewing = new Viewing(conversations, places, sse);
        Directions directions = new Directions(conversations, viewing);
        List<RoomRoute> inside = List.of(
                viewing,
                new MessageRoutes(conversations, viewing),
                new SoundRoute(conversations),
                new RecordingRoutes(doors.recordings()),
                new RoundRoutes(directions),
                new ToolCallRoutes(directions),
                new LineRoutes(conversations, directions),
                new SeatRoutes(directions, opening),
                new RoleplayRoutes(conversations, directions),
                new RulesRoutes(conversations, directions, castings),
                new ForkRoute(conversations, places),
                new ReceiptRoutes(conversations),
                new ReplayRoute(conversations, places, sse));
        ConversationIndex index = doors.conversationIndex();
        return new ConversationRoutes(
                        conversations, doors.recordings(), index, opening, castings, viewing, places, inside, signedIn)
                .routes();
    }

    public Route routes() {
        return routes;
    }
}
