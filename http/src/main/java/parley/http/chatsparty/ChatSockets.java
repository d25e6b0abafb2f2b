package parley.http.chatsparty;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import parley.engine.conversation.Conversations;
import parley.engine.kernel.Secret;
import parley.http.edge.SignedIn;
import parley.http.edge.Steadiness;
import parley.http.edge.Throttle;
import parley.http.socketio.Socket;
import parley.http.socketio.SocketHandler;

/**
 * Talks with agents by Socket.IO, as the frontends of all eras do. Anybody may connect; each event is done in the name of
 * whoever's token comes with it or came with the connection, and nobody reaches another's conversation.
 */
public final class ChatSockets implements SocketHandler {
    private final ActorSystem<?> system;
    private final Talking talking;

    public ChatSockets(Doors doors, ChatSettings settings, Steadiness steadiness, ActorSystem<?> system) {
        this.system = system;
        this.talking = new Talking(
                new Talks(doors, settings),
                doors.conversations(),
                doors.keyring().signedIn(),
                new Throttle(settings.messages()),
                steadiness,
                settings,
                Clock.systemUTC(),
                system);
    }

    /** What all sockets talk by. */
    record Talking(
            Talks talks,
            Conversations conversations,
            SignedIn signedIn,
            Throttle messages,
            Steadiness steadiness,
            ChatSettings settings,
            Clock clock,
            ActorSystem<?> system) {}

    @Override
    public Conversation connected(Socket socket, JsonNode auth) {
        Secret token = new Secret(auth.path("token").asText(""));
        ActorRef<ChatSocket.Command> actor =
                system.systemActorOf(ChatSocket.create(socket, token, talking), "chat-" + socket.id(), Props.empty());
        return new Conversation() {
            @Override
            public void event(String name, List<JsonNode> arguments) {
                if (!arguments.isEmpty()) actor.tell(new ChatSocket.Heard(name, arguments.getFirst()));
            }

            @Override
            public void disconnected() {
                actor.tell(new ChatSocket.Left());
            }
        };
    }
}
