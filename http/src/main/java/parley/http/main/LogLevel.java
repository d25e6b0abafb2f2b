package parley.http.main;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.typesafe.config.Config;
import org.slf4j.LoggerFactory;

/** How much a server logs of itself, where its operator says so; what the libraries log is not changed. */
final class LogLevel {
    private LogLevel() {}

    /** Sets what {@code parley.log-level} says, from now on. */
    static void set(Config config) {
        String said = config.getString("parley.log-level").strip();
        if (said.isEmpty()) return;
        Level level = Level.toLevel(said, null);
        if (level == null) throw new CannotStart("parley.log-level must be DEBUG, INFO, WARN or ERROR", null);
        if (LoggerFactory.getLogger("parley") instanceof Logger ours) ours.setLevel(level);
    }
}
