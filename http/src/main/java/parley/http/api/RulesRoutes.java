package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.put;
import static parley.http.edge.Body.body;
import static parley.http.edge.Json.ok;

import org.apache.pekko.http.javadsl.server.Route;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.Conversations;
import parley.engine.conversation.Direction;
import parley.engine.kernel.UserId;

/** What a room agrees on: who speaks, when it ends, what a second message does. */
final class RulesRoutes implements RoomRoute {
    private final Conversations conversations;
    private final Directions directions;
    private final Castings castings;

    RulesRoutes(Conversations conversations, Directions directions, Castings castings) {
        this.conversations = conversations;
        this.directions = directions;
        this.castings = castings;
    }

    @Override
    public Route in(UserId user, ConversationId id) {
        return path("rules", () -> concat(show(user, id), replace(user, id)));
    }

    // GET /api/v1/conversations/{conversation}/rules
    private Route show(UserId user, ConversationId id) {
        return get(() -> ok(conversations.view(id, user).thenApply(it -> RulesForm.of(it.rules()))));
    }

    // PUT /api/v1/conversations/{conversation}/rules
    private Route replace(UserId user, ConversationId id) {
        return put(() ->
                body(RulesForm.class, form -> directions.room(user, id, new Direction.SetRules(form.rules(castings)))));
    }
}
