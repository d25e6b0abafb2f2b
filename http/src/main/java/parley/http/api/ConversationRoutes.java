package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.delete;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.parameterOptional;
import static org.apache.pekko.http.javadsl.server.Directives.pathEnd;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;
import static parley.http.edge.Body.body;
import static parley.http.edge.Json.created;
import static parley.http.edge.Json.gone;
import static parley.http.edge.Json.ok;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
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
import parley.engine.conversation.Direction;
import parley.engine.conversation.Rules;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.recording.Recordings;
import parley.http.edge.SignedIn;
import parley.http.edge.Traced;

/** Conversations: opened, listed, looked at and deleted, and the doors inside them. */
public final class ConversationRoutes {
    static final int LONGEST_TITLE = 200;
    private static final int LONGEST_TEXT = 32_000;
    private static final int MOST_TURNS = 200;

    /** What the message is called that opens a conversation, so that the same request again says it only once. */
    private static final String FIRST_MESSAGE = "first";

    private final Conversations conversations;
    private final Recordings recordings;
    private final ConversationIndex index;
    private final Opening opening;
    private final Castings castings;
    private final Viewing viewing;
    private final Places places;
    private final List<RoomRoute> inside;
    private final SignedIn signedIn;

    ConversationRoutes(
            Conversations conversations,
            Recordings recordings,
            ConversationIndex index,
            Opening opening,
            Castings castings,
            Viewing viewing,
            Places places,
            List<RoomRoute> inside,
            SignedIn signedIn) {
        this.conversations = conversations;
        this.recordings = recordings;
        this.index = index;
        this.opening = opening;
        this.castings = castings;
        this.viewing = viewing;
        this.places = places;
        this.inside = List.copyOf(inside);
        this.signedIn = signedIn;
    }

    record OpenRequest(
            @Nullable String id,
            @Nullable String title,
            List<Opening.Seat> agents,
            @Nullable String message,
            @Nullable Integer turns,
            @Nullable RulesForm rules,
            RoleplayRoutes.@Nullable PersonForm persona,
            @Nullable Integer greeting) {
        OpenRequest {
            if (title != null && (title.isBlank() || title.length() > LONGEST_TITLE))
                throw Refusal.invalid("title must be 1 to " + LONGEST_TITLE + " characters");
            if (message != null) checkText("message", message);
            checkTurns(turns);
        }

        Optional<Direction> introduction() {
            return Optional.ofNullable(persona).map(RoleplayRoutes.PersonForm::introduction);
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
        Route[] doors = inside.stream().map(it -> it.in(user, id)).toArray(Route[]::new);
        return concat(pathEnd(() -> concat(show(user, id), remove(user, id))), doors);
    }

    // GET /api/v1/conversations
    private Route list(UserId user) {
        return get(() -> Listing.asked(
                "updatedAt", page -> ok(index.conversations(user, page).thenApply(it -> Listing.of(it, Summary::of)))));
    }

    // POST /api/v1/conversations
    private Route open(UserId user) {
        return post(() -> body(OpenRequest.class, form -> {
            if (form.message == null) return created(opened(user, form).thenApply(Room::of), Room::address);
            String message = form.message;
            return Traced.within(span -> Viewing.streamedOr(
                    () -> completeWithFuture(
                            begun(user, form, message, span).thenApply(it -> viewing.answer(user, it, Cursor.START))),
                    () -> created(
                            begun(user, form, message, span)
                                    .thenCompose(it -> conversations.view(it.conversation(), user))
                                    .thenApply(Room::of),
                            Room::address)));
        }));
    }

    private CompletionStage<ConversationView> opened(UserId user, OpenRequest form) {
        ConversationId id =
                new ConversationId(form.id == null ? UUID.randomUUID().toString() : form.id);
        Rules rules = form.rules == null ? Rules.USUAL : form.rules.rules(castings);
        return opening.participants(user, form.agents).thenCompose(seated -> {
            Optional<Direction.Greet> greet =
                    Optional.ofNullable(form.greeting).map(it -> Opening.greeting(seated, it));
            return conversations
                    .open(id, user, form.title == null ? Opening.title(seated) : form.title, seated, rules)
                    .thenCompose(room -> directed(room, user, form.introduction()))
                    .thenCompose(room -> directed(room, user, greet));
        });
    }

    private CompletionStage<ConversationView> directed(
            ConversationView room, UserId user, Optional<? extends Direction> direction) {
        return direction
                .map(it -> conversations.direct(room.id(), user, it))
                .orElseGet(() -> CompletableFuture.completedFuture(room));
    }

    private CompletionStage<Accepted> begun(UserId user, OpenRequest form, String message, @Nullable String span) {
        int turns = form.turns == null ? form.agents.size() : form.turns;
        return opened(user, form)
                .thenCompose(it -> conversations.within(span).say(it.id(), user, FIRST_MESSAGE, message, turns, null));
    }

    // GET /api/v1/conversations/{conversation}
    private Route show(UserId user, ConversationId id) {
        return get(() -> parameterOptional("at", at -> ok(seen(user, id, at).thenApply(Room::of))));
    }

    private CompletionStage<ConversationView> seen(UserId user, ConversationId id, Optional<String> at) {
        if (at.isEmpty()) return conversations.view(id, user);
        long sequence = Cursor.of(at.get()).sequence();
        return places.reached(user, id, conversations.view(id, user, sequence));
    }

    // DELETE /api/v1/conversations/{conversation}
    private Route remove(UserId user, ConversationId id) {
        return delete(() -> gone(recordings.deleteAll(id, user)));
    }

    static void checkText(String what, String text) {
        if (text.isBlank() || text.length() > LONGEST_TEXT)
            throw Refusal.invalid(what + " must be 1 to " + LONGEST_TEXT + " characters");
    }

    static void checkTurns(@Nullable Integer turns) {
        if (turns != null && (turns < 1 || turns > MOST_TURNS))
            throw Refusal.invalid("turns must be 1 to " + MOST_TURNS);
    }
}
