package parley.http.companion;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.handleExceptions;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.Directives.reject;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.ExceptionHandler;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.UserId;
import parley.http.edge.Json;
import parley.http.edge.Problem;
import parley.http.edge.Problems;
import parley.http.edge.Traced;

/**
 * Talks with a character (contract, sections 2.1 to 2.3, 3 and 8). Whoever closes a stream has only stopped listening, unless
 * the settings say otherwise: what is said goes on, and can be read in its room. What stops it is the door that says so, or
 * the visitor's next message with {@code when_busy} {@code interrupt}.
 *
 * <p>Another dialect has {@code POST /api/chat} too: a body with a {@code message} and no {@code messages} is for that one.
 */
final class ChatRoutes {
    private static final String WHOLE = "/api/chat";
    private static final ExceptionHandler TOLD = ExceptionHandler.newBuilder()
            .match(Unprocessable.class, it -> complete(it.response()))
            .build();

    private final Doors doors;
    private final Visitors visitors;
    private final Answerers answerers;
    private final ChatRooms rooms;
    private final ChatStream stream;
    private final ChatSettings settings;
    private final Clock clock;

    ChatRoutes(Doors doors, Visitors visitors, Answerers answerers, CompanionSettings settings, Clock clock) {
        this.doors = doors;
        this.visitors = visitors;
        this.settings = settings.chat();
        this.answerers = answerers;
        this.clock = clock;
        this.rooms = new ChatRooms(doors.conversations(), clock);
        SentenceVoice voice = new SentenceVoice(doors.speaker(), settings.voice(), clock);
        this.stream = new ChatStream(voice, this.settings.ahead(), clock);
    }

    record Stopped(boolean success, String message) {}

    /** {@code elsewhere} answers whoever means the other dialect. */
    Route routes(Route elsewhere) {
        return handleExceptions(TOLD, () -> concat(whole(elsewhere), streamed(), stop()));
    }

    // POST /api/chat
    private Route whole(Route elsewhere) {
        return extractRequest(request -> isWhole(request)
                ? ChatBody.kept(entity -> {
                    JsonNode body = ChatBody.object(entity);
                    if (isElsewhere(body)) return elsewhere;
                    return visitors.visiting(user -> Traced.within(span -> completeWithFuture(
                            begun(user, ChatForm.whole(body), span).thenCompose(this::answer))));
                })
                : reject());
    }

    private static boolean isWhole(HttpRequest request) {
        return request.method().equals(HttpMethods.POST)
                && request.getUri().path().equals(WHOLE);
    }

    private static boolean isElsewhere(JsonNode body) {
        return body.has("message") && !body.has("messages");
    }

    // POST /api/chat/stream
    private Route streamed() {
        return visited(
                "stream",
                (user, body, span) -> begun(user, ChatForm.streamed(body), span).thenApply(this::stream));
    }

    // POST /api/chat/stop
    private Route stop() {
        return visited("stop", (user, body, _) -> {
            ChatWish wish = ChatForm.silent(body);
            return answerers
                    .of(user, wish)
                    .thenCompose(it -> rooms.stop(user, wish, it))
                    .thenApply(_ -> Json.response(StatusCodes.OK, new Stopped(true, "Stopped")));
        });
    }

    /** What is answered to a visitor's body. */
    @FunctionalInterface
    private interface Answering {
        CompletionStage<HttpResponse> answer(UserId user, JsonNode body, @Nullable String span);
    }

    private Route visited(String door, Answering answering) {
        return path(
                segment("api").slash("chat").slash(door),
                () -> post(() -> visitors.visiting(user -> ChatBody.kept(entity -> Traced.within(
                        span -> completeWithFuture(answering.answer(user, ChatBody.object(entity), span)))))));
    }

    private CompletionStage<Talk> begun(UserId user, ChatWish wish, @Nullable String span) {
        Instant since = clock.instant();
        return answerers
                .of(user, wish)
                .thenCompose(answerer -> rooms.say(user, wish, answerer, span)
                        .thenApply(it -> new Talk(user, wish, answerer, it.room(), it.message(), since)));
    }

    private Source<Uttered, NotUsed> uttered(Talk talk) {
        return doors.conversations()
                .watch(talk.room().id(), talk.user(), talk.room().cursor())
                .via(Utterance.flow(talk.message()));
    }

    private HttpResponse stream(Talk talk) {
        Runnable left = () -> {
            if (settings.stopWhenLeft()) rooms.stop(talk.user(), talk.room().id());
        };
        return doors.sse().frames(stream.frames(talk, uttered(talk), left).map(Frame::bytes));
    }

    /** With its own status as long as that can be waited for; later what is wrong can only be told in the body. */
    private CompletionStage<HttpResponse> answer(Talk talk) {
        CompletableFuture<ChatAnswer> answer = uttered(talk)
                .runWith(Sink.fold(ChatAnswer.Draft.EMPTY, ChatAnswer.Draft::and), doors.system())
                .thenApply(it -> ChatAnswer.of(talk, it, clock))
                .toCompletableFuture();
        Duration patience = settings.patience();
        return answer.thenApply(it -> HttpResponse.create()
                        .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, AsciiJson.text(it))))
                .completeOnTimeout(later(answer), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private HttpResponse later(CompletableFuture<ChatAnswer> answer) {
        return doors.sse().later(Source.completionStage(answer.handle((it, failure) -> {
            if (failure == null) return AsciiJson.text(it);
            Problem problem = Problems.problem(failure);
            return AsciiJson.text(new Complaint.Told(false, problem.detail(), problem.detail(), problem.code()));
        })));
    }
}
