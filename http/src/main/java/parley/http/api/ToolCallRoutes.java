package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.PathMatchers.integerSegment;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import org.apache.pekko.http.javadsl.server.PathMatcher2;
import org.apache.pekko.http.javadsl.server.Route;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.Direction;
import parley.engine.kernel.UserId;

/** A person's word on a tool that asks for leave. */
final class ToolCallRoutes implements RoomRoute {
    private final Directions directions;

    ToolCallRoutes(Directions directions) {
        this.directions = directions;
    }

    @Override
    public Route in(UserId user, ConversationId id) {
        return concat(approve(user, id), refuse(user, id));
    }

    // POST /api/v1/conversations/{conversation}/turns/{turn}/tool-calls/{call}/approve
    private Route approve(UserId user, ConversationId id) {
        return path(
                call("approve"),
                (turn, call) -> post(() -> directions.room(user, id, new Direction.AllowTool(turn, call))));
    }

    // POST /api/v1/conversations/{conversation}/turns/{turn}/tool-calls/{call}/refuse
    private Route refuse(UserId user, ConversationId id) {
        return path(
                call("refuse"),
                (turn, call) -> post(() -> directions.room(user, id, new Direction.RefuseTool(turn, call))));
    }

    private static PathMatcher2<Integer, Integer> call(String word) {
        return segment("turns")
                .slash(integerSegment())
                .slash("tool-calls")
                .slash(integerSegment())
                .slash(word);
    }
}
