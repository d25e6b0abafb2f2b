package parley.http.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What a server does with its Socket.IO clients. Its methods must not block. */
@FunctionalInterface
public interface SocketHandler {
    /** A client connects; {@code auth} is what it gave to be known by, of no kind where it gave nothing. */
    Conversation connected(Socket socket, JsonNode auth);

    /** What one client says, one event after the other. */
    interface Conversation {
        /** An event with its arguments. */
        void event(String name, List<JsonNode> arguments);

        /** The client is gone; nothing comes after this. */
        void disconnected();
    }
}
