package parley.http.socketio;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.ws.Message;
import org.apache.pekko.http.javadsl.model.ws.TextMessage;
import org.apache.pekko.stream.CompletionStrategy;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.typed.javadsl.ActorSink;
import org.apache.pekko.stream.typed.javadsl.ActorSource;
import parley.engine.measure.Level;
import parley.engine.measure.Measures;
import parley.engine.measure.Series;

/**
 * Joins WebSockets to their session, one message at a time in both directions, so that neither side fills the other's
 * memory.
 */
final class Wiring {
    private static final Duration MESSAGE_WITHIN = Duration.ofSeconds(10);

    private final ActorRef<SessionCommand> session;
    private final int longest;
    private final ActorSystem<?> system;
    private final Level sockets;

    /** To whom this WebSocket is this one. */
    private final Object wire = new Object();

    Wiring(ActorRef<SessionCommand> session, int longest, ActorSystem<?> system) {
        this.session = session;
        this.longest = longest;
        this.system = system;
        this.sockets = Measures.of(system).level(Series.VIEWERS, "socket");
    }

    /** A session begins with this WebSocket, and with this packet on it. */
    Flow<Message, Message, NotUsed> beginning(EnginePacket packet) {
        Source<Message, NotUsed> first = Source.single(TextMessage.create(packet.written()));
        return Flow.fromSinkAndSourceCoupled(heard(), said(true).prepend(first));
    }

    /** It joins a session that polls until now. */
    Flow<Message, Message, NotUsed> joining() {
        return Flow.fromSinkAndSourceCoupled(heard(), said(false));
    }

    private Source<Message, NotUsed> said(boolean begins) {
        ActorRef<SessionCommand> to = session;
        return ActorSource.<Wire, SessionCommand>actorRefWithBackpressure(
                        to,
                        new SessionCommand.WireReady(wire),
                        it -> it instanceof Wire.End ? Optional.of(CompletionStrategy.draining()) : Optional.empty(),
                        _ -> Optional.empty())
                .mapMaterializedValue(it -> {
                    to.tell(new SessionCommand.WireOpened(wire, begins, it));
                    return NotUsed.getInstance();
                })
                .watchTermination((held, end) -> {
                    sockets.add(1);
                    end.whenComplete((_, _) -> sockets.add(-1));
                    return held;
                })
                .collectType(Wire.Text.class)
                .map(it -> TextMessage.create(it.packet()));
    }

    private Sink<Message, NotUsed> heard() {
        return Flow.of(Message.class)
                .mapAsync(1, this::text)
                .to(ActorSink.<String, SessionCommand, Wire>actorRefWithBackpressure(
                        session,
                        (ready, text) -> new SessionCommand.WireSaid(wire, text, ready),
                        ready -> new SessionCommand.WireListens(wire, ready),
                        Wire.TAKEN,
                        new SessionCommand.WireEnded(wire),
                        _ -> new SessionCommand.WireEnded(wire)));
    }

    private CompletionStage<String> text(Message message) {
        if (!message.isText()) throw new BadPacket("binary messages are not known here");
        return message.asTextMessage()
                .getStreamedText()
                .limitWeighted(longest, part -> (long) part.length())
                .completionTimeout(MESSAGE_WITHIN)
                .runWith(Sink.fold("", String::concat), system);
    }
}
