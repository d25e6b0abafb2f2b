package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.optionalHeaderValueByName;
import static org.apache.pekko.http.javadsl.server.Directives.parameterMap;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static parley.http.edge.Body.body;
import static parley.http.edge.Json.gone;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;
import parley.engine.conversation.Accepted;
import parley.engine.conversation.ConversationEvent;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.ConversationView;
import parley.engine.conversation.Conversations;
import parley.engine.conversation.Cursor;
import parley.engine.conversation.FeedEvent;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.http.edge.Sse;

/** Shows conversations as event streams: for ever, up to an event, or until all that came of a wish is told. */
final class Viewing implements RoomRoute {
    static final String LAST_SEEN = "Last-Event-ID";

    private static final ConversationFrames FRAMES = new ConversationFrames();
    private static final String EVENT_STREAM = "text/event-stream";

    private final Conversations conversations;
    private final Places places;
    private final Sse sse;

    Viewing(Conversations conversations, Places places, Sse sse) {
        this.conversations = conversations;
        this.places = places;
        this.sse = sse;
    }

    /** A listener has played this sentence to its end. */
    record ListeningRequest(String listener, int turn, int sentence) {}

    @Override
    public Route in(UserId user, ConversationId id) {
        return concat(events(user, id), listening(user, id));
    }

    // POST /api/v1/conversations/{conversation}/listening
    private Route listening(UserId user, ConversationId id) {
        return path(
                "listening",
                () -> post(() -> body(
                        ListeningRequest.class,
                        it -> gone(conversations.played(id, user, it.listener, it.turn, it.sentence)))));
    }

    // GET /api/v1/conversations/{conversation}/events
    private Route events(UserId user, ConversationId id) {
        return path(
                "events",
                () -> get(() -> parameterMap(asked -> optionalHeaderValueByName(
                        LAST_SEEN, last -> completeWithFuture(shown(user, id, asked, last))))));
    }

    /** The query wins: a page that reopens a stream by hand knows better than its browser. */
    private CompletionStage<HttpResponse> shown(
            UserId user, ConversationId id, Map<String, String> asked, Optional<String> last) {
        boolean snapshot = snapshot(asked.get("snapshot"));
        Optional<Cursor> after =
                Places.cursor(Optional.ofNullable(asked.get("after")).or(() -> last));
        String at = asked.get("at");
        if (at != null) return past(user, id, after.orElse(Cursor.START), Cursor.of(at));
        String listener = asked.get("listener");
        if (snapshot && after.isEmpty()) return whole(user, id, listener);
        return watched(user, id, after.orElse(Cursor.START), listener);
    }

    private static boolean snapshot(@Nullable String asked) {
        if (asked == null || asked.equals("false")) return false;
        if (asked.equals("true")) return true;
        throw Refusal.invalid("snapshot must be true or false");
    }

    /** What is recorded up to an event. */
    private CompletionStage<HttpResponse> past(UserId user, ConversationId id, Cursor after, Cursor at) {
        if (at.sequence() < 1) throw Refusal.invalid("at is the sequence number of an event, 1 or more");
        return places.reached(user, id, conversations.history(id, user, after, at.sequence()))
                .thenApply(it -> sse.response(it, FRAMES));
    }

    /** First the room as it is, then everything from there. */
    private CompletionStage<HttpResponse> whole(UserId user, ConversationId id, @Nullable String listener) {
        return conversations
                .view(id, user)
                .thenApply(it -> sse.response(
                        ConversationFrames.snapshot(Room.of(it)), endless(user, id, it.cursor(), listener), FRAMES));
    }

    /** Looks before it answers, so that a stranger is told 404 and not 200 with a broken stream. */
    private CompletionStage<HttpResponse> watched(
            UserId user, ConversationId id, Cursor after, @Nullable String listener) {
        return conversations.view(id, user).thenApply(now -> {
            Places.check(after, now.cursor());
            return sse.response(endless(user, id, after, listener), FRAMES);
        });
    }

    private Source<FeedEvent, ?> endless(UserId user, ConversationId id, Cursor after, @Nullable String listener) {
        return conversations.watch(id, user, after, listener).takeWhile(it -> !isDeletion(it), true);
    }

    /** The events after a cursor until all that came of a message is told. */
    HttpResponse answer(UserId user, Accepted accepted, Cursor from) {
        Answer answer = new Answer(accepted);
        Source<FeedEvent, ?> events =
                conversations.watch(accepted.conversation(), user, from).takeWhile(it -> !answer.isLast(it), true);
        return sse.response(events, FRAMES);
    }

    /** What a direction brought about between two views, and after them until the round ends. */
    HttpResponse consequences(UserId user, ConversationView before, ConversationView after) {
        long told = after.cursor().sequence();
        if (!after.running() && told <= before.cursor().sequence()) return sse.response(Source.empty(), FRAMES);
        Source<FeedEvent, ?> events = conversations
                .watch(after.id(), user, before.cursor())
                .takeWhile(it -> !isDeletion(it) && !isOver(it, after.running() ? Long.MAX_VALUE : told), true);
        return sse.response(events, FRAMES);
    }

    private static boolean isOver(FeedEvent event, long last) {
        return event instanceof FeedEvent.Recorded recorded
                && (recorded.cursor().sequence() >= last || recorded.event() instanceof ConversationEvent.RoundEnded);
    }

    private static boolean isDeletion(FeedEvent event) {
        return event instanceof FeedEvent.Recorded recorded && recorded.event() instanceof ConversationEvent.Deleted;
    }

    /** Goes one way for who asks for an event stream by name, and the other way for everybody else. */
    static Route streamedOr(Supplier<Route> streamed, Supplier<Route> plain) {
        return extractRequest(request -> request.getHeader("Accept")
                        .map(HttpHeader::value)
                        .filter(it -> it.contains(EVENT_STREAM))
                        .isPresent()
                ? streamed.get()
                : plain.get());
    }
}
