package parley.http.socketio;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** The WebSockets of one session: the one it lives on, if any, and those that ask to become it. */
final class Wires {
    private final Map<Object, Line> open = new HashMap<>();

    /** Those whose hearing side was there before their sending side; they say nothing that could not be answered. */
    private final Map<Object, ActorRef<Wire>> early = new HashMap<>();

    private @Nullable Line current;

    /** A WebSocket's sending side: one packet at a time, and the next when it is ready. */
    private static final class Line {
        private final Object wire;
        private final ActorRef<Wire> to;
        private final Queue<EnginePacket> answers = new ArrayDeque<>();
        private boolean ready = true;

        Line(Object wire, ActorRef<Wire> to) {
            this.wire = wire;
            this.to = to;
        }

        void tell(EnginePacket packet) {
            if (ready) to.tell(new Wire.Text(packet.written()));
            else answers.add(packet);
            ready = false;
        }

        void ready() {
            ready = true;
            EnginePacket next = answers.poll();
            if (next != null) tell(next);
        }
    }

    /**
     * A WebSocket that begins a session is the one it lives on; one that comes later asks first. A second one beside it
     * has nothing to ask.
     */
    void opened(SessionCommand.WireOpened opened) {
        ActorRef<Wire> listening = early.remove(opened.wire());
        Line line = new Line(opened.wire(), opened.to());
        if (!open.isEmpty()) {
            line.to.tell(Wire.END);
            return;
        }
        open.put(opened.wire(), line);
        if (opened.begins()) current = line;
        if (listening != null) listening.tell(Wire.TAKEN);
    }

    /** It may say something as soon as it can be answered. */
    void listens(SessionCommand.WireListens listens) {
        if (open.containsKey(listens.wire())) listens.ready().tell(Wire.TAKEN);
        else early.put(listens.wire(), listens.ready());
    }

    boolean hasCurrent() {
        return current != null;
    }

    boolean isCurrent(Object wire) {
        return current != null && current.wire.equals(wire);
    }

    /** The session lives on this WebSocket from now on. */
    void upgrade(Object wire) {
        Line line = open.get(wire);
        if (line != null && current == null) current = line;
    }

    /** It has sent what it was told; true where it takes more of the session. */
    boolean isReady(Object wire) {
        Line line = open.get(wire);
        if (line != null) line.ready();
        return takes();
    }

    boolean takes() {
        return current != null && current.ready;
    }

    void tell(EnginePacket packet) {
        Line line = current;
        if (line != null) line.tell(packet);
    }

    void tell(Object wire, EnginePacket packet) {
        Line line = open.get(wire);
        if (line != null) line.tell(packet);
    }

    /** False where it was over already. */
    boolean end(Object wire) {
        early.remove(wire);
        Line line = open.remove(wire);
        if (line != null) line.to.tell(Wire.END);
        return line != null;
    }

    void close() {
        open.values().forEach(it -> it.to.tell(Wire.END));
        open.clear();
        current = null;
    }
}
