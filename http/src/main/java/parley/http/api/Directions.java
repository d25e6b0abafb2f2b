package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static parley.http.edge.Json.ok;

import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.server.Route;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.ConversationView;
import parley.engine.conversation.Conversations;
import parley.engine.conversation.Direction;
import parley.engine.kernel.UserId;
import parley.http.edge.Traced;

/** Gives directions in a room; answers the room as it then is, or shows what comes of them. */
final class Directions {
    private final Conversations conversations;
    private final Viewing viewing;

    Directions(Conversations conversations, Viewing viewing) {
        this.conversations = conversations;
        this.viewing = viewing;
    }

    /** The room after a direction. */
    Route room(UserId user, ConversationId id, Direction direction) {
        return room(conversations.direct(id, user, direction));
    }

    /** The room after a direction that has to be found out first. */
    Route room(UserId user, ConversationId id, CompletionStage<? extends Direction> direction) {
        return room(direction.thenCompose(it -> conversations.direct(id, user, it)));
    }

    private static Route room(CompletionStage<ConversationView> directed) {
        return ok(directed.thenApply(Room::of));
    }

    /** The same; who asks for an event stream sees what comes of it until the round ends. */
    Route roomOrStream(UserId user, ConversationId id, Direction direction) {
        return Traced.within(span -> {
            Conversations door = conversations.within(span);
            return Viewing.streamedOr(
                    () -> completeWithFuture(door.view(id, user)
                            .thenCompose(before -> door.direct(id, user, direction)
                                    .thenApply(after -> viewing.consequences(user, before, after)))),
                    () -> room(door.direct(id, user, direction)));
        });
    }
}
