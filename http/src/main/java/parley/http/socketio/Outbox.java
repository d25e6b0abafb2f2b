package parley.http.socketio;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** What waits for a client, and the poll that waits for it. */
final class Outbox {
    private final SocketSettings settings;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private @Nullable ActorRef<SessionCommand.Answer> poll;

    Outbox(SocketSettings settings) {
        this.settings = settings;
    }

    private record Waiting(EnginePacket packet, @Nullable CompletableFuture<Done> taken) {
        void handedOver() {
            if (taken != null) taken.complete(Done.getInstance());
        }
    }

    /** False where too much waits. */
    boolean add(EnginePacket packet, @Nullable CompletableFuture<Done> taken) {
        waiting.add(new Waiting(packet, taken));
        answer();
        return waiting.size() <= settings.maxWaiting();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    EnginePacket next() {
        Waiting it = waiting.remove();
        it.handedOver();
        return it.packet;
    }

    boolean isPolled() {
        return poll != null;
    }

    /** A poll is answered at once where something waits for it. */
    void polled(ActorRef<SessionCommand.Answer> replyTo) {
        poll = replyTo;
        answer();
    }

    private void answer() {
        if (poll == null || waiting.isEmpty()) return;
        List<EnginePacket> fitting =
                EnginePacket.fitting(waiting.stream().map(Waiting::packet).toList(), settings.maxPayload());
        for (int taken = 0; taken < fitting.size(); taken++) next();
        answer(fitting);
    }

    private void answer(List<EnginePacket> packets) {
        ActorRef<SessionCommand.Answer> it = poll;
        poll = null;
        if (it != null) it.tell(new SessionCommand.Answer(EnginePacket.written(packets), ""));
    }

    /** Lets a poll that waits go with nothing. */
    void release() {
        answer(List.of(EnginePacket.NOOP));
    }

    /** A poll that waits is told that it is over, and everybody that nothing more will be taken. */
    void close() {
        List<EnginePacket> last = new ArrayList<>();
        if (poll != null) last.add(EnginePacket.CLOSE);
        answer(last);
        for (Waiting it : waiting)
            if (it.taken != null) it.taken.completeExceptionally(new IllegalStateException("the client is gone"));
        waiting.clear();
    }
}
