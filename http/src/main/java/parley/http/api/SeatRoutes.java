package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.delete;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.put;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import org.apache.pekko.http.javadsl.server.Route;
import parley.engine.agent.AgentId;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.Direction;
import parley.engine.kernel.UserId;

/** Who sits in a room, and who of them may speak. */
final class SeatRoutes implements RoomRoute {
    private static final String PARTICIPANTS = "participants";

    private final Directions directions;
    private final Opening opening;

    SeatRoutes(Directions directions, Opening opening) {
        this.directions = directions;
        this.opening = opening;
    }

    @Override
    public Route in(UserId user, ConversationId id) {
        return concat(
                path(segment(PARTICIPANTS).slash(segment()), it -> {
                    AgentId agent = new AgentId(it);
                    return concat(seat(user, id, agent), unseat(user, id, agent));
                }),
                path(segment(PARTICIPANTS).slash(segment()).slash("mute"), it -> {
                    AgentId agent = new AgentId(it);
                    return concat(mute(user, id, agent), unmute(user, id, agent));
                }));
    }

    // PUT /api/v1/conversations/{conversation}/participants/{agent}
    private Route seat(UserId user, ConversationId id, AgentId agent) {
        return put(
                () -> directions.room(user, id, opening.participant(user, agent).thenApply(Direction.Seat::new)));
    }

    // DELETE /api/v1/conversations/{conversation}/participants/{agent}
    private Route unseat(UserId user, ConversationId id, AgentId agent) {
        return delete(() -> directions.room(user, id, new Direction.Unseat(agent)));
    }

    // PUT /api/v1/conversations/{conversation}/participants/{agent}/mute
    private Route mute(UserId user, ConversationId id, AgentId agent) {
        return put(() -> directions.room(user, id, new Direction.Mute(agent)));
    }

    // DELETE /api/v1/conversations/{conversation}/participants/{agent}/mute
    private Route unmute(UserId user, ConversationId id, AgentId agent) {
        return delete(() -> directions.room(user, id, new Direction.Unmute(agent)));
    }
}
