package parley.http.companion;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How this dialect speaks, {@code parley.companion.speech}.
 *
 * @param ownServer whether the addresses of the separate speech server are there, too
 * @param rate samples a second of what is sent
 * @param longest the most characters of a text
 * @param atOnce texts that are said at the same time
 * @param ahead sentences of one text that are said at the same time
 * @param firstWithin how long the first sentence may take
 * @param within how long a whole text may take; what is not said by then is left out
 */
record SpeechSettings(
        boolean ownServer, int rate, int longest, int atOnce, int ahead, Duration firstWithin, Duration within) {
    static SpeechSettings from(Config config) {
        return new SpeechSettings(
                config.getBoolean("own-server"),
                config.getInt("sample-rate"),
                config.getInt("longest"),
                config.getInt("at-once"),
                config.getInt("ahead"),
                config.getDuration("first-within"),
                config.getDuration("within"));
    }
}
