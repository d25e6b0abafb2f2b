package parley.http.chatsparty;

import com.typesafe.config.Config;
import java.time.Duration;
import parley.http.edge.ThrottleSettings;

/**
 * How people talk with agents in this dialect, {@code parley.chatsparty.chat}.
 *
 * @param turns replies where a request over HTTP does not say how many
 * @param socketTurns replies where a socket does not
 * @param mostTurns the most that may be asked for
 * @param answerWithin after so long an answer that is not streamed tells what was said until then
 * @param socketRooms conversations that one socket follows at the same time
 * @param socketWaiting events of one socket that may wait
 * @param messages how often one user may say something by sockets
 */
public record ChatSettings(
        int turns,
        int socketTurns,
        int mostTurns,
        Duration answerWithin,
        int socketRooms,
        int socketWaiting,
        ThrottleSettings messages) {
    /** Reads {@code parley.chatsparty.chat}. */
    public static ChatSettings from(Config config) {
        return new ChatSettings(
                config.getInt("turns"),
                config.getInt("socket-turns"),
                config.getInt("most-turns"),
                config.getDuration("answer-within"),
                config.getInt("socket-rooms"),
                config.getInt("socket-waiting"),
                new ThrottleSettings(config.getInt("user-messages.burst"), config.getInt("user-messages.per-minute")));
    }
}
