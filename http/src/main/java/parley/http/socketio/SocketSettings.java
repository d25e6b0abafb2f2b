package parley.http.socketio;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How sockets behave; every default is in {@code reference.conf} under {@code parley.http.socket-io}.
 *
 * @param pingInterval how often a client is asked whether it is there
 * @param pingTimeout how long it may take to answer
 * @param connectWithin how long a client may take from its handshake to its first packet, and from the trial of a
 *     WebSocket to its use
 * @param maxPayload the longest message, in characters
 * @param maxWaiting packets that may wait for a slow client before it is disconnected
 * @param maxSessions clients at once
 */
public record SocketSettings(
        Duration pingInterval,
        Duration pingTimeout,
        Duration connectWithin,
        int maxPayload,
        int maxWaiting,
        int maxSessions) {
    /** Reads {@code parley.http.socket-io}. */
    public static SocketSettings from(Config config) {
        return new SocketSettings(
                config.getDuration("ping-interval"),
                config.getDuration("ping-timeout"),
                config.getDuration("connect-within"),
                Math.toIntExact(config.getBytes("max-payload")),
                config.getInt("max-waiting"),
                config.getInt("max-sessions"));
    }
}
