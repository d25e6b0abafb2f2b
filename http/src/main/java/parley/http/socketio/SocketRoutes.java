package parley.http.socketio;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequestEntity;
import static org.apache.pekko.http.javadsl.server.Directives.extractWebSocketUpgrade;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;
import static org.apache.pekko.http.javadsl.server.Directives.parameterMap;
import static org.apache.pekko.http.javadsl.server.Directives.pathEndOrSingleSlash;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.Directives.withoutRequestTimeout;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.Route;
import parley.http.edge.Json;
import parley.http.socketio.SessionCommand.Answer;

/** {@code /socket.io/}: handshakes, polls, and WebSockets. */
public final class SocketRoutes {
    private static final String VERSION = "4";
    private static final String UNKNOWN = "Session ID unknown";
    private static final Duration ASK_WITHIN = Duration.ofSeconds(5);

    /** Above the time between two pings, each of which ends a poll. */
    private final Duration pollWithin;

    private final SocketSettings settings;
    private final ActorSystem<?> system;
    private final ActorRef<Sessions.Command> sessions;

    public SocketRoutes(SocketSettings settings, SocketHandler handler, ActorSystem<?> system) {
        this.settings = settings;
        this.system = system;
        this.pollWithin = settings.pingInterval().multipliedBy(2);
        this.sessions = system.systemActorOf(Sessions.create(settings, handler), "socket-io", Props.empty());
    }

    /** The first packet of a session. */
    record Handshake(String sid, List<String> upgrades, long pingInterval, long pingTimeout, int maxPayload) {}

    /** What the protocol answers a request that it cannot serve. */
    record Wrong(int code, String message) {}

    public Route routes() {
        return pathPrefix("socket.io", () -> pathEndOrSingleSlash(() -> parameterMap(this::asked)));
    }

    private Route asked(Map<String, String> query) {
        if (!VERSION.equals(query.get("EIO"))) return wrong(5, "Unsupported protocol version");
        Optional<String> id = Optional.ofNullable(query.get("sid"));
        return switch (String.valueOf(query.get("transport"))) {
            case "polling" -> id.map(this::polling).orElseGet(this::handshake);
            case "websocket" -> id.map(this::upgraded).orElseGet(this::fresh);
            default -> wrong(0, "Transport unknown");
        };
    }

    private Route handshake() {
        return concat(
                get(() -> completeWithFuture(
                        begun().thenApply(it -> it.map(this::opened).orElseGet(SocketRoutes::full)))),
                wrong(2, "Bad handshake method"));
    }

    private HttpResponse opened(Sessions.Begun begun) {
        return text(opening(begun, List.of("websocket")).written());
    }

    private Wiring wiring(ActorRef<SessionCommand> session) {
        return new Wiring(session, settings.maxPayload(), system);
    }

    private EnginePacket opening(Sessions.Begun begun, List<String> upgrades) {
        Handshake handshake = new Handshake(
                begun.id(),
                upgrades,
                settings.pingInterval().toMillis(),
                settings.pingTimeout().toMillis(),
                settings.maxPayload());
        return new EnginePacket(EnginePacket.Type.OPEN, Json.text(handshake));
    }

    private Route polling(String id) {
        return withSession(
                id,
                session -> concat(
                        get(() -> withoutRequestTimeout(
                                () -> completeWithFuture(answer(session, SessionCommand.Poll::new, pollWithin)))),
                        post(() -> extractRequestEntity(entity ->
                                completeWithFuture(entity.withSizeLimit(settings.maxPayload())
                                        .toStrict(ASK_WITHIN.toMillis(), system)
                                        .thenCompose(body ->
                                                heard(session, body.getData().utf8String())))))));
    }

    private CompletionStage<HttpResponse> heard(ActorRef<SessionCommand> session, String body) {
        return answer(session, to -> new SessionCommand.Post(body, to), ASK_WITHIN);
    }

    /** A session that ends between being found and being asked does not answer; then it is not known any more. */
    private CompletionStage<HttpResponse> answer(
            ActorRef<SessionCommand> session,
            org.apache.pekko.japi.function.Function<ActorRef<Answer>, SessionCommand> question,
            Duration within) {
        return AskPattern.ask(session, question, within, system.scheduler())
                .thenApply(it -> it.wrong().isEmpty() ? text(it.body()) : no(3, it.wrong()))
                .exceptionally(_ -> no(1, UNKNOWN));
    }

    private Route fresh() {
        return extractWebSocketUpgrade(upgrade -> onSuccess(
                begun(),
                begun -> begun.map(it -> complete(
                                upgrade.handleMessagesWith(wiring(it.session()).beginning(opening(it, List.of())))))
                        .orElseGet(() -> complete(full()))));
    }

    private Route upgraded(String id) {
        return withSession(
                id,
                session -> extractWebSocketUpgrade(upgrade ->
                        complete(upgrade.handleMessagesWith(wiring(session).joining()))));
    }

    private Route withSession(String id, Function<ActorRef<SessionCommand>, Route> inner) {
        CompletionStage<Optional<ActorRef<SessionCommand>>> found =
                AskPattern.ask(sessions, to -> new Sessions.Find(id, to), ASK_WITHIN, system.scheduler());
        return onSuccess(found, it -> it.map(inner).orElseGet(() -> wrong(1, UNKNOWN)));
    }

    private CompletionStage<Optional<Sessions.Begun>> begun() {
        return AskPattern.ask(sessions, Sessions.Begin::new, ASK_WITHIN, system.scheduler());
    }

    private static HttpResponse full() {
        return Json.response(
                StatusCodes.SERVICE_UNAVAILABLE, new Wrong(3, "too many clients are connected; try again later"));
    }

    private static Route wrong(int code, String message) {
        return complete(no(code, message));
    }

    private static HttpResponse no(int code, String message) {
        return Json.response(StatusCodes.BAD_REQUEST, new Wrong(code, message));
    }

    private static HttpResponse text(String body) {
        return HttpResponse.create().withEntity(HttpEntities.create(ContentTypes.TEXT_PLAIN_UTF8, body));
    }
}
