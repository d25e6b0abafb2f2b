package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.parameterOptional;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.Directives.put;
import static parley.http.edge.Body.body;
import static parley.http.edge.Json.ok;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.Conversations;
import parley.engine.conversation.Direction;
import parley.engine.conversation.Rehearsal;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;

/** What a room has for its characters: who the person is, how they greet, and what their models are told. */
final class RoleplayRoutes implements RoomRoute {
    private final Conversations conversations;
    private final Directions directions;

    RoleplayRoutes(Conversations conversations, Directions directions) {
        this.conversations = conversations;
        this.directions = directions;
    }

    /** Who the person is. */
    record PersonForm(String name, @Nullable String description) {
        Direction.Introduce introduction() {
            return new Direction.Introduce(name, description == null ? "" : description);
        }
    }

    record GreetRequest(AgentId agent, int greeting) {}

    @Override
    public Route in(UserId user, ConversationId id) {
        return concat(
                path("persona", () -> introduce(user, id)),
                path("greeting", () -> greet(user, id)),
                path("prompt", () -> inspect(user, id)));
    }

    // PUT /api/v1/conversations/{conversation}/persona
    private Route introduce(UserId user, ConversationId id) {
        return put(() -> body(PersonForm.class, form -> directions.room(user, id, form.introduction())));
    }

    // POST /api/v1/conversations/{conversation}/greeting
    private Route greet(UserId user, ConversationId id) {
        return post(() -> body(
                GreetRequest.class, form -> directions.room(user, id, new Direction.Greet(form.agent, form.greeting))));
    }

    // GET /api/v1/conversations/{conversation}/prompt
    private Route inspect(UserId user, ConversationId id) {
        return get(() -> parameterOptional(
                "agent",
                agent -> parameterOptional(
                        "turn", turn -> ok(prompt(user, id, agent, turn).thenApply(Inspection::of)))));
    }

    private CompletionStage<Rehearsal> prompt(
            UserId user, ConversationId id, Optional<String> agent, Optional<String> turn) {
        if (turn.isEmpty())
            return conversations.prompt(id, user, agent.map(AgentId::new).orElse(null));
        if (agent.isPresent()) throw Refusal.invalid("a turn has its speaker: leave agent out");
        return conversations.prompt(id, user, number(turn.get()));
    }

    private static int number(String turn) {
        try {
            return Integer.parseInt(turn);
        } catch (NumberFormatException strange) {
            throw Refusal.invalid("turn must be a whole number");
        }
    }
}
