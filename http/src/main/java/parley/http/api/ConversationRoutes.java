package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.delete;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathEnd;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;
import static parley.http.edge.Body.body;
import static parley.http.edge.Json.accepted;
import static parley.http.edge.Json.created;
import static parley.http.edge.Json.gone;
import static parley.http.edge.Json.ok;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import parley.engine.conversation.Accepted;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.ConversationIndex;
import parley.engine.conversation.ConversationSummary;
import parley.engine.conversation.ConversationView;
import parley.engine.conversation.Conversations;
import parley.engine.conversation.Cursor;
import parley.engine.conversation.Rules;
import parley.engine.kernel.Names;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.http.edge.SignedIn;

/** Conversations: opened, listed, spoken in, stopped, watched and heard. */
public final class ConversationRoutes {
    static final int LONGEST_TITLE = 200;
    private static final int LONGEST_TEXT = 32_000;
    private static final int MOST_TURNS = 200;

    /** What the message is called that opens a conversation, so that the same request again says it only once. */
    private static final String FIRST_MESSAGE = "first";

    private final Conversations conversations;
    private final ConversationIndex index;
    private final Opening opening;
    private final Viewing viewing;
    private final SoundRoute sounds;
    private final SignedIn signedIn;

    ConversationRoutes(
            Conversations conversations,
            ConversationIndex index,
            Opening opening,
            Viewing viewing,
            SoundRoute sounds,
            SignedIn signedIn) {
        this.conversations = conversations;
        this.index = index;
        this.opening = opening;
        this.viewing = viewing;
        this.sounds = sounds;
        this.signedIn = signedIn;
    }

    record OpenRequest(
            @Nullable String id,
            @Nullable String title,
            List<Opening.Seat> agents,
            @Nullable String message,
            @Nullable Integer turns) {
        OpenRequest {
            if (title != null && (title.isBlank() || title.length() > LONGEST_TITLE))
                throw Refusal.invalid("title must be 1 to " + LONGEST_TITLE + " characters");
            if (message != null) checkText("message", message);
            checkTurns(turns);
        }
    }

    record MessageRequest(
            String text, @Nullable Integer turns, @Nullable String id) {
        MessageRequest {
            if (text != null) checkText("text", text);
            if (id != null) Names.check("id", id);
            checkTurns(turns);
        }
    }

    record Summary(ConversationId id, String title, boolean running, int turns, Instant createdAt, Instant updatedAt) {
        static Summary of(ConversationSummary it) {
            return new Summary(it.id(), it.title(), it.running(), it.turns(), it.createdAt(), it.updatedAt());
        }
    }

    public Route routes() {
        return pathPrefix(
                "conversations",
                () -> signedIn.signedIn(user -> concat(
                        pathEnd(() -> concat(list(user), open(user))),
                        pathPrefix(segment(), id -> one(user, new ConversationId(id))))));
    }

    private Route one(UserId user, ConversationId id) {
        return concat(
                pathEnd(() -> concat(show(user, id), remove(user, id))),
                say(user, id),
                stop(user, id),
                viewing.events(user, id),
                sounds.sound(user, id));
    }

    // GET /api/conversations
    private Route list(UserId user) {
        return get(() -> Listing.asked(
                "updatedAt", page -> ok(index.conversations(user, page).thenApply(it -> Listing.of(it, Summary::of)))));
    }

    // POST /api/conversations
    private Route open(UserId user) {
        return post(() -> body(OpenRequest.class, form -> {
            if (form.message == null) return created(opened(user, form).thenApply(Room::of), Room::address);
            return Viewing.streamedOr(
                    () -> completeWithFuture(
                            begun(user, form, form.message).thenApply(it -> viewing.round(user, it, Cursor.START))),
                    () -> created(
                            begun(user, form, form.message)
                                    .thenCompose(it -> conversations.view(it.conversation(), user))
                                    .thenApply(Room::of),
                            Room::address));
        }));
    }

    private CompletionStage<ConversationView> opened(UserId user, OpenRequest form) {
        ConversationId id =
                new ConversationId(form.id == null ? UUID.randomUUID().toString() : form.id);
        return opening.participants(user, form.agents)
                .thenCompose(seated -> conversations.open(
                        id, user, form.title == null ? Opening.title(seated) : form.title, seated, Rules.USUAL));
    }

    private CompletionStage<Accepted> begun(UserId user, OpenRequest form, String message) {
        int turns = form.turns == null ? form.agents.size() : form.turns;
        return opened(user, form)
                .thenCompose(it -> conversations.say(it.id(), user, FIRST_MESSAGE, message, turns, null));
    }

    // GET /api/conversations/{conversation}
    private Route show(UserId user, ConversationId id) {
        return get(() -> ok(conversations.view(id, user).thenApply(Room::of)));
    }

    // DELETE /api/conversations/{conversation}
    private Route remove(UserId user, ConversationId id) {
        return delete(() -> gone(conversations.delete(id, user)));
    }

    // POST /api/conversations/{conversation}/messages
    private Route say(UserId user, ConversationId id) {
        return path(
                "messages",
                () -> post(() -> body(
                        MessageRequest.class,
                        form -> Viewing.streamedOr(
                                () -> completeWithFuture(
                                        said(user, id, form).thenApply(it -> viewing.round(user, it, it.cursor()))),
                                () -> accepted(said(user, id, form))))));
    }

    private CompletionStage<Accepted> said(UserId user, ConversationId id, MessageRequest form) {
        String message = form.id == null ? UUID.randomUUID().toString() : form.id;
        if (form.turns != null) return conversations.say(id, user, message, form.text, form.turns, null);
        return conversations
                .view(id, user)
                .thenCompose(it -> conversations.say(
                        id, user, message, form.text, it.participants().size(), null));
    }

    // POST /api/conversations/{conversation}/stop
    private Route stop(UserId user, ConversationId id) {
        return path("stop", () -> post(() -> ok(conversations.stop(id, user).thenApply(Room::of))));
    }

    private static void checkText(String what, String text) {
        if (text.isBlank() || text.length() > LONGEST_TEXT)
            throw Refusal.invalid(what + " must be 1 to " + LONGEST_TEXT + " characters");
    }

    private static void checkTurns(@Nullable Integer turns) {
        if (turns != null && (turns < 1 || turns > MOST_TURNS))
            throw Refusal.invalid("turns must be 1 to " + MOST_TURNS);
    }
}
