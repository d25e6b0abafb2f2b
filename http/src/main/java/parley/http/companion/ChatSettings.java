package parley.http.companion;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How visitors are answered, {@code parley.companion.chat}.
 *
 * @param name who answers where no character does
 * @param ahead how many sentences become sound at the same time
 * @param patience after which time a whole answer that is not there yet shows that it is under way
 * @param stopWhenLeft whether who closes a stream stops what is being said in it
 */
public record ChatSettings(String name, int ahead, Duration patience, boolean stopWhenLeft) {
    static ChatSettings from(Config config) {
        return new ChatSettings(
                config.getString("name"),
                config.getInt("ahead"),
                config.getDuration("patience"),
                config.getBoolean("stop-when-left"));
    }
}
