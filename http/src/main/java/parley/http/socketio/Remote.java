package parley.http.socketio;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;

/** A client as the handler knows it; may be used by any thread. */
record Remote(String id, ActorRef<SessionCommand> session) implements Socket {
    @Override
    public CompletionStage<Done> emit(String event, Object payload) {
        CompletableFuture<Done> taken = new CompletableFuture<>();
        session.tell(new SessionCommand.Emit(SocketPacket.event(event, payload), taken));
        return taken;
    }

    @Override
    public void disconnect() {
        session.tell(new SessionCommand.Leave());
    }
}
