package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.delete;
import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.Directives.put;
import static org.apache.pekko.http.javadsl.server.PathMatchers.integerSegment;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;
import static parley.http.edge.Body.body;
import static parley.http.edge.Body.optionalBody;

import java.util.function.Function;
import org.apache.pekko.http.javadsl.server.PathMatcher1;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.Conversations;
import parley.engine.conversation.Direction;
import parley.engine.kernel.UserId;

/** What a person may do with what was said: pin it, say it anew, and go on from what was said beside it. */
final class LineRoutes implements RoomRoute {
    private final Conversations conversations;
    private final Directions directions;

    LineRoutes(Conversations conversations, Directions directions) {
        this.conversations = conversations;
        this.directions = directions;
    }

    record RegenerateRequest(@Nullable AgentId agent) {}

    record EditRequest(String text, @Nullable Integer turns) {
        EditRequest {
            if (text != null) ConversationRoutes.checkText("text", text);
            ConversationRoutes.checkTurns(turns);
        }
    }

    @Override
    public Route in(UserId user, ConversationId id) {
        return concat(
                path(line("pin"), it -> concat(pin(user, id, it), unpin(user, id, it))),
                path(line("choose"), it -> choose(user, id, it)),
                path(line("regenerate"), it -> regenerate(user, id, it)),
                path(line("edit"), it -> edit(user, id, it)));
    }

    private static PathMatcher1<Integer> line(String door) {
        return segment("lines").slash(integerSegment()).slash(door);
    }

    // PUT /api/v1/conversations/{conversation}/lines/{line}/pin
    private Route pin(UserId user, ConversationId id, int line) {
        return put(() -> directions.room(user, id, new Direction.Pin(line)));
    }

    // DELETE /api/v1/conversations/{conversation}/lines/{line}/pin
    private Route unpin(UserId user, ConversationId id, int line) {
        return delete(() -> directions.room(user, id, new Direction.Unpin(line)));
    }

    // POST /api/v1/conversations/{conversation}/lines/{line}/choose
    private Route choose(UserId user, ConversationId id, int line) {
        return post(() -> directions.room(user, id, new Direction.Choose(line)));
    }

    // POST /api/v1/conversations/{conversation}/lines/{line}/regenerate
    private Route regenerate(UserId user, ConversationId id, int line) {
        return post(() -> optionalBody(
                RegenerateRequest.class,
                form -> directions.roomOrStream(user, id, new Direction.Regenerate(line, form.agent))));
    }

    // POST /api/v1/conversations/{conversation}/lines/{line}/edit
    private Route edit(UserId user, ConversationId id, int line) {
        return post(() -> body(
                EditRequest.class,
                form -> turns(
                        user,
                        id,
                        form.turns,
                        turns -> directions.roomOrStream(user, id, new Direction.Edit(line, form.text, turns)))));
    }

    /** As many turns as were asked for, else as many as there are agents. */
    private Route turns(UserId user, ConversationId id, @Nullable Integer asked, Function<Integer, Route> inner) {
        return asked != null
                ? inner.apply(asked)
                : onSuccess(
                        conversations.view(id, user),
                        room -> inner.apply(room.participants().size()));
    }
}
