package parley.http.api;

import org.apache.pekko.http.javadsl.server.Route;
import parley.engine.conversation.ConversationId;
import parley.engine.kernel.UserId;

/** A door below {@code /api/v1/conversations/{conversation}}. */
interface RoomRoute {
    Route in(UserId user, ConversationId id);
}
