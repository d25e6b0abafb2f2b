package parley.http.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;
import parley.http.socketio.SessionCommand.Emit;
import parley.http.socketio.SessionCommand.End;
import parley.http.socketio.SessionCommand.Late;
import parley.http.socketio.SessionCommand.Leave;
import parley.http.socketio.SessionCommand.Nudge;
import parley.http.socketio.SessionCommand.Ping;
import parley.http.socketio.SessionCommand.Poll;
import parley.http.socketio.SessionCommand.Post;
import parley.http.socketio.SessionCommand.ProbeOver;
import parley.http.socketio.SessionCommand.WireEnded;
import parley.http.socketio.SessionCommand.WireListens;
import parley.http.socketio.SessionCommand.WireOpened;
import parley.http.socketio.SessionCommand.WireReady;
import parley.http.socketio.SessionCommand.WireSaid;

/**
 * One client from its handshake to its end: what it says goes to the handler, what is said to it waits until its poll or
 * its WebSocket takes it. Ends when the client leaves, falls silent, breaks the protocol or is too slow.
 */
final class Session extends AbstractBehavior<SessionCommand> {
    /** How often a client that tries a WebSocket is freed from its poll, which it must end before it goes over. */
    private static final Duration NUDGE_EVERY = Duration.ofMillis(100);

    private final String id;
    private final SocketSettings settings;
    private final SocketHandler handler;
    private final TimerScheduler<SessionCommand> timers;
    private final Outbox outbox;
    private final Wires wires = new Wires();
    private SocketHandler.@Nullable Conversation conversation;
    private boolean leaving;

    static Behavior<SessionCommand> create(String id, SocketSettings settings, SocketHandler handler) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new Session(context, timers, id, settings, handler)));
    }

    private Session(
            ActorContext<SessionCommand> context,
            TimerScheduler<SessionCommand> timers,
            String id,
            SocketSettings settings,
            SocketHandler handler) {
        super(context);
        this.id = id;
        this.settings = settings;
        this.handler = handler;
        this.timers = timers;
        this.outbox = new Outbox(settings);
        timers.startSingleTimer("late", new Late("it never connected"), settings.connectWithin());
        timers.startTimerWithFixedDelay("ping", new Ping(), settings.pingInterval());
    }

    @Override
    public Receive<SessionCommand> createReceive() {
        return newReceiveBuilder()
                .onMessage(Poll.class, this::onPoll)
                .onMessage(Post.class, this::onPost)
                .onMessage(WireOpened.class, this::onWireOpened)
                .onMessage(WireListens.class, this::onWireListens)
                .onMessage(WireSaid.class, this::onWireSaid)
                .onMessage(WireReady.class, this::onWireReady)
                .onMessage(WireEnded.class, this::onWireEnded)
                .onMessage(Nudge.class, _ -> onNudge())
                .onMessage(ProbeOver.class, it -> probeOver(it.wire()))
                .onMessage(Emit.class, this::onEmit)
                .onMessage(Leave.class, _ -> onLeave())
                .onMessage(Ping.class, _ -> onPing())
                .onMessage(Late.class, it -> over(it.why()))
                .onMessage(End.class, _ -> over("the server stops"))
                .onSignal(PostStop.class, _ -> stopped())
                .build();
    }

    private Behavior<SessionCommand> onPoll(Poll poll) {
        if (wires.hasCurrent() || outbox.isPolled()) {
            poll.replyTo().tell(new SessionCommand.Answer("", "one poll at a time, and none beside a WebSocket"));
            return wires.hasCurrent() ? this : over("it polled twice at once");
        }
        outbox.polled(poll.replyTo());
        return stayOrGo();
    }

    private Behavior<SessionCommand> onPost(Post post) {
        try {
            List<EnginePacket> packets = EnginePacket.all(post.body());
            Behavior<SessionCommand> next = this;
            for (EnginePacket packet : packets) if (next == this) next = heard(packet);
            post.replyTo().tell(new SessionCommand.Answer("ok", ""));
            return next;
        } catch (BadPacket bad) {
            post.replyTo().tell(new SessionCommand.Answer("", String.valueOf(bad.getMessage())));
            return over("it broke the protocol: " + bad.getMessage());
        }
    }

    private Behavior<SessionCommand> onWireOpened(WireOpened opened) {
        wires.opened(opened);
        if (wires.isCurrent(opened.wire())) drain();
        return this;
    }

    private Behavior<SessionCommand> onWireListens(WireListens listens) {
        wires.listens(listens);
        return this;
    }

    private Behavior<SessionCommand> onWireSaid(WireSaid said) {
        said.ready().tell(Wire.TAKEN);
        try {
            EnginePacket packet = EnginePacket.of(said.text());
            if (wires.isCurrent(said.wire())) return heard(packet);
            return probed(said.wire(), packet);
        } catch (BadPacket bad) {
            return over("it broke the protocol: " + bad.getMessage());
        }
    }

    /** A WebSocket beside a poll says {@code 2probe}, and {@code 5} once its last poll is over. */
    private Behavior<SessionCommand> probed(Object wire, EnginePacket packet) {
        return switch (packet.type()) {
            case PING -> answered(wire, packet);
            case UPGRADE -> upgraded(wire);
            default -> probeOver(wire);
        };
    }

    private Behavior<SessionCommand> answered(Object wire, EnginePacket probe) {
        wires.tell(wire, new EnginePacket(EnginePacket.Type.PONG, probe.text()));
        outbox.release();
        timers.startTimerWithFixedDelay("nudge", new Nudge(), NUDGE_EVERY);
        timers.startSingleTimer("probe", new ProbeOver(wire), settings.connectWithin());
        return this;
    }

    private Behavior<SessionCommand> upgraded(Object wire) {
        stopProbing();
        outbox.release();
        wires.upgrade(wire);
        drain();
        return stayOrGo();
    }

    private Behavior<SessionCommand> onNudge() {
        outbox.release();
        return this;
    }

    private Behavior<SessionCommand> onWireEnded(WireEnded ended) {
        return wires.isCurrent(ended.wire()) ? over("its connection ended") : probeOver(ended.wire());
    }

    /** It did not go over, and lives on its polls. */
    private Behavior<SessionCommand> probeOver(Object wire) {
        if (wires.end(wire)) stopProbing();
        return this;
    }

    private void stopProbing() {
        timers.cancel("nudge");
        timers.cancel("probe");
    }

    private Behavior<SessionCommand> onWireReady(WireReady ready) {
        if (wires.isReady(ready.wire())) drain();
        return stayOrGo();
    }

    private void drain() {
        while (wires.takes() && !outbox.isEmpty()) wires.tell(outbox.next());
    }

    private Behavior<SessionCommand> onEmit(Emit emit) {
        if (conversation == null) {
            emit.taken().completeExceptionally(new IllegalStateException("the client is not connected"));
            return this;
        }
        return send(EnginePacket.message(emit.packet()), emit.taken());
    }

    private Behavior<SessionCommand> send(EnginePacket packet, @Nullable CompletableFuture<Done> taken) {
        if (!outbox.add(packet, taken)) return over("it is too slow");
        drain();
        return this;
    }

    private Behavior<SessionCommand> onPing() {
        if (!timers.isTimerActive("silent"))
            timers.startSingleTimer("silent", new Late("it fell silent"), settings.pingTimeout());
        return send(EnginePacket.PING, null);
    }

    private Behavior<SessionCommand> heard(EnginePacket packet) {
        return switch (packet.type()) {
            case PONG -> {
                timers.cancel("silent");
                yield this;
            }
            case MESSAGE -> said(SocketPacket.of(packet.text()));
            case CLOSE -> over("it left");
            case PING, UPGRADE, NOOP -> this;
            case OPEN -> throw new BadPacket("only the server opens");
        };
    }

    private Behavior<SessionCommand> said(SocketPacket packet) {
        if (leaving) return this;
        if (packet.type() == SocketPacket.Type.CONNECT) return connect(packet.namespace(), packet.data());
        SocketHandler.Conversation it = conversation;
        if (it == null || !packet.namespace().equals(SocketPacket.MAIN)) throw new BadPacket("connect first");
        return switch (packet.type()) {
            case EVENT -> {
                it.event(packet.event(), packet.arguments());
                Long wanted = packet.id();
                yield wanted == null ? this : send(EnginePacket.message(SocketPacket.acknowledged(wanted)), null);
            }
            case DISCONNECT -> over("it left");
            case ACK -> this;
            default -> throw new BadPacket("only the server sends this");
        };
    }

    private Behavior<SessionCommand> connect(String namespace, JsonNode auth) {
        if (!namespace.equals(SocketPacket.MAIN))
            return send(EnginePacket.message(SocketPacket.refused(namespace, "Invalid namespace")), null);
        if (conversation != null) throw new BadPacket("it is connected already");
        timers.cancel("late");
        Behavior<SessionCommand> next = send(EnginePacket.message(SocketPacket.connected(id)), null);
        conversation = handler.connected(new Remote(id, getContext().getSelf()), auth);
        return next;
    }

    /** The client is told, and it is over once it has taken this and what waited before, or has had time enough. */
    private Behavior<SessionCommand> onLeave() {
        if (leaving) return this;
        leaving = true;
        outbox.add(EnginePacket.message(SocketPacket.disconnected()), null);
        drain();
        farewell();
        timers.startSingleTimer("late", new Late("it did not hear that it was disconnected"), settings.pingTimeout());
        return stayOrGo();
    }

    private Behavior<SessionCommand> stayOrGo() {
        return leaving && outbox.isEmpty() ? over("it was disconnected") : this;
    }

    private Behavior<SessionCommand> over(String why) {
        getContext().getLog().debug("Socket {} is over: {}", id, why);
        return Behaviors.stopped();
    }

    private Behavior<SessionCommand> stopped() {
        outbox.close();
        wires.close();
        farewell();
        return this;
    }

    private void farewell() {
        SocketHandler.Conversation it = conversation;
        conversation = null;
        if (it != null) it.disconnected();
    }
}
