package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static parley.http.edge.Body.optionalBody;
import static parley.http.edge.Json.created;

import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.ConversationView;
import parley.engine.conversation.Conversations;
import parley.engine.kernel.UserId;

/** Another conversation that begins where this one was. */
final class ForkRoute implements RoomRoute {
    private final Conversations conversations;
    private final Places places;

    ForkRoute(Conversations conversations, Places places) {
        this.conversations = conversations;
        this.places = places;
    }

    /** {@code at} is the sequence number of an event; now, where it is left out. */
    record ForkRequest(
            @Nullable Long at,
            @Nullable String id,
            @Nullable String title) {}

    // POST /api/v1/conversations/{conversation}/fork
    @Override
    public Route in(UserId user, ConversationId id) {
        return path(
                "fork",
                () -> post(() -> optionalBody(
                        ForkRequest.class,
                        form -> created(
                                places.reached(user, id, forked(user, id, form)).thenApply(Room::of), Room::address))));
    }

    private CompletionStage<ConversationView> forked(UserId user, ConversationId id, ForkRequest form) {
        ConversationId child = form.id == null ? ConversationId.fork() : new ConversationId(form.id);
        if (form.at != null) return conversations.fork(id, user, child, form.at, form.title);
        return conversations
                .view(id, user)
                .thenCompose(
                        it -> conversations.fork(id, user, child, it.cursor().sequence(), form.title));
    }
}
