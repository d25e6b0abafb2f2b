package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.optionalHeaderValueByName;
import static org.apache.pekko.http.javadsl.server.Directives.parameterOptional;
import static org.apache.pekko.http.javadsl.server.Directives.path;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.javadsl.Source;
import parley.engine.conversation.Accepted;
import parley.engine.conversation.ConversationEvent;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.Conversations;
import parley.engine.conversation.Cursor;
import parley.engine.conversation.FeedEvent;
import parley.engine.kernel.UserId;
import parley.http.edge.Sse;

/** Shows conversations as event streams: one for ever, or one round from its message to its end. */
final class Viewing {
    private static final ConversationFrames FRAMES = new ConversationFrames();
    private static final String EVENT_STREAM = "text/event-stream";

    private final Conversations conversations;
    private final Sse sse;

    Viewing(Conversations conversations, Sse sse) {
        this.conversations = conversations;
        this.sse = sse;
    }

    // GET /api/conversations/{conversation}/events
    Route events(UserId user, ConversationId id) {
        return path(
                "events",
                () -> get(() -> parameterOptional(
                        "after",
                        after -> optionalHeaderValueByName(
                                "Last-Event-ID", last -> completeWithFuture(watch(user, id, cursor(after, last)))))));
    }

    /** The query wins: a page that reopens a stream by hand knows better than its browser. */
    private static Cursor cursor(Optional<String> after, Optional<String> last) {
        return after.or(() -> last).filter(it -> !it.isBlank()).map(Cursor::of).orElse(Cursor.START);
    }

    /** Looks before it answers, so that a stranger is told 404 and not 200 with a broken stream. */
    private CompletionStage<HttpResponse> watch(UserId user, ConversationId id, Cursor after) {
        return conversations.view(id, user).thenApply(seen -> endless(user, id, after));
    }

    private HttpResponse endless(UserId user, ConversationId id, Cursor after) {
        Source<FeedEvent, ?> events = conversations.watch(id, user, after).takeWhile(it -> !isDeletion(it), true);
        return sse.response(events, FRAMES);
    }

    /** The events after a cursor until the accepted round has ended. */
    HttpResponse round(UserId user, Accepted accepted, Cursor from) {
        Source<FeedEvent, ?> events = conversations
                .watch(accepted.conversation(), user, from)
                .takeWhile(it -> !isDeletion(it) && !isEnd(it, accepted.round()), true);
        return sse.response(events, FRAMES);
    }

    private static boolean isDeletion(FeedEvent event) {
        return event instanceof FeedEvent.Recorded recorded && recorded.event() instanceof ConversationEvent.Deleted;
    }

    private static boolean isEnd(FeedEvent event, int round) {
        return event instanceof FeedEvent.Recorded recorded
                && recorded.event() instanceof ConversationEvent.RoundEnded ended
                && ended.round() == round;
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
