package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.PathMatchers.integerSegment;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;
import static parley.http.edge.Json.ok;

import org.apache.pekko.http.javadsl.server.Route;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.Conversations;
import parley.engine.kernel.UserId;

/** Proofs from the journal: how a reply came about, and whether all that was recorded holds. */
final class ReceiptRoutes implements RoomRoute {
    private final Conversations conversations;

    ReceiptRoutes(Conversations conversations) {
        this.conversations = conversations;
    }

    @Override
    public Route in(UserId user, ConversationId id) {
        return concat(receipt(user, id), verify(user, id));
    }

    // GET /api/v1/conversations/{conversation}/turns/{turn}/receipt
    private Route receipt(UserId user, ConversationId id) {
        return path(
                segment("turns").slash(integerSegment()).slash("receipt"),
                turn -> get(() -> ok(conversations.receipt(id, user, turn))));
    }

    // GET /api/v1/conversations/{conversation}/verify
    private Route verify(UserId user, ConversationId id) {
        return path("verify", () -> get(() -> ok(conversations.verify(id, user).thenApply(Verified::of))));
    }
}
