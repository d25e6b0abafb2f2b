package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static parley.http.edge.Body.body;
import static parley.http.edge.Body.optionalBody;

import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.Direction;
import parley.engine.kernel.UserId;

/** What a person may do about the round that runs. */
final class RoundRoutes implements RoomRoute {
    private static final String ENOUGH = "somebody said that it is enough";

    private final Directions directions;

    RoundRoutes(Directions directions) {
        this.directions = directions;
    }

    record CallRequest(AgentId agent) {}

    record EndRequest(@Nullable String reason) {}

    record SteerRequest(String text) {
        SteerRequest {
            if (text != null) ConversationRoutes.checkText("text", text);
        }
    }

    @Override
    public Route in(UserId user, ConversationId id) {
        return concat(
                pause(user, id), resume(user, id), approve(user, id), call(user, id), end(user, id), steer(user, id));
    }

    // POST /api/v1/conversations/{conversation}/pause
    private Route pause(UserId user, ConversationId id) {
        return path("pause", () -> post(() -> directions.room(user, id, new Direction.Pause())));
    }

    // POST /api/v1/conversations/{conversation}/resume
    private Route resume(UserId user, ConversationId id) {
        return path("resume", () -> post(() -> directions.roomOrStream(user, id, new Direction.Resume())));
    }

    // POST /api/v1/conversations/{conversation}/approve
    private Route approve(UserId user, ConversationId id) {
        return path("approve", () -> post(() -> directions.roomOrStream(user, id, new Direction.Approve())));
    }

    // POST /api/v1/conversations/{conversation}/call
    private Route call(UserId user, ConversationId id) {
        return path(
                "call",
                () -> post(() -> body(
                        CallRequest.class, form -> directions.roomOrStream(user, id, new Direction.Call(form.agent)))));
    }

    // POST /api/v1/conversations/{conversation}/end
    private Route end(UserId user, ConversationId id) {
        return path(
                "end",
                () -> post(() -> optionalBody(
                        EndRequest.class,
                        form -> directions.room(
                                user, id, new Direction.End(form.reason == null ? ENOUGH : form.reason)))));
    }

    // POST /api/v1/conversations/{conversation}/steer
    private Route steer(UserId user, ConversationId id) {
        return path(
                "steer",
                () -> post(() ->
                        body(SteerRequest.class, form -> directions.room(user, id, new Direction.Steer(form.text)))));
    }
}
