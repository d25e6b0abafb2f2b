package parley.http.socketio;

/** A client sent what the protocol does not know. */
final class BadPacket extends RuntimeException {
    BadPacket(String message) {
        super(message, null, false, false);
    }
}
