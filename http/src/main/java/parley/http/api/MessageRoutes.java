package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static parley.http.edge.Body.body;
import static parley.http.edge.Body.optionalBody;
import static parley.http.edge.Json.accepted;
import static parley.http.edge.Json.ok;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import parley.engine.conversation.Accepted;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.Conversations;
import parley.engine.conversation.Direction;
import parley.engine.conversation.Rules.WhenBusy;
import parley.engine.kernel.Names;
import parley.engine.kernel.UserId;
import parley.http.edge.Traced;

/** Says something in a room, and stops what comes of it. */
final class MessageRoutes implements RoomRoute {
    private final Conversations conversations;
    private final Viewing viewing;

    MessageRoutes(Conversations conversations, Viewing viewing) {
        this.conversations = conversations;
        this.viewing = viewing;
    }

    record MessageRequest(
            String text,
            @Nullable Integer turns,
            @Nullable String id,
            @Nullable WhenBusy whenBusy,
            @Nullable HeardRequest heard) {
        MessageRequest {
            if (text != null) ConversationRoutes.checkText("text", text);
            if (id != null) Names.check("id", id);
            ConversationRoutes.checkTurns(turns);
        }
    }

    /** How far somebody had heard who cut in. */
    record HeardRequest(int turn, int sentence, double part) {
        Direction.Hear direction() {
            return new Direction.Hear(turn, sentence, part);
        }
    }

    record StopRequest(@Nullable HeardRequest heard) {}

    @Override
    public Route in(UserId user, ConversationId id) {
        return concat(say(user, id), stop(user, id), heard(user, id));
    }

    // POST /api/v1/conversations/{conversation}/messages
    private Route say(UserId user, ConversationId id) {
        return path(
                "messages",
                () -> post(() -> body(
                        MessageRequest.class,
                        form -> Traced.within(span -> Viewing.streamedOr(
                                () -> completeWithFuture(said(user, id, form, span)
                                        .thenApply(it -> viewing.answer(user, it, it.cursor()))),
                                () -> accepted(said(user, id, form, span)))))));
    }

    /** What was heard is recorded first: saying it twice changes nothing, and the answer must know. */
    private CompletionStage<Accepted> said(UserId user, ConversationId id, MessageRequest form, @Nullable String span) {
        Conversations door = conversations.within(span);
        return form.heard == null
                ? taken(door, user, id, form)
                : door.direct(id, user, form.heard.direction()).thenCompose(_ -> taken(door, user, id, form));
    }

    private static CompletionStage<Accepted> taken(
            Conversations door, UserId user, ConversationId id, MessageRequest form) {
        String message = form.id == null ? UUID.randomUUID().toString() : form.id;
        if (form.turns != null) return door.say(id, user, message, form.text, form.turns, form.whenBusy);
        return door.view(id, user)
                .thenCompose(it ->
                        door.say(id, user, message, form.text, it.participants().size(), form.whenBusy));
    }

    // POST /api/v1/conversations/{conversation}/stop
    private Route stop(UserId user, ConversationId id) {
        return path("stop", () -> post(() -> optionalBody(StopRequest.class, form -> ok(stopped(user, id, form)))));
    }

    private CompletionStage<Room> stopped(UserId user, ConversationId id, StopRequest form) {
        CompletionStage<?> heard = form.heard == null
                ? CompletableFuture.completedFuture(id)
                : conversations.direct(id, user, form.heard.direction());
        return heard.thenCompose(_ -> conversations.stop(id, user)).thenApply(Room::of);
    }

    // POST /api/v1/conversations/{conversation}/heard
    private Route heard(UserId user, ConversationId id) {
        return path(
                "heard",
                () -> post(() -> body(
                        HeardRequest.class,
                        form -> ok(
                                conversations.direct(id, user, form.direction()).thenApply(Room::of)))));
    }
}
