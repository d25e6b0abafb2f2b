package parley.http.main;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import com.typesafe.config.Config;
import org.slf4j.LoggerFactory;

/** How a server writes its log: for people to read, or for programs to collect. */
final class LogFormat {
    private LogFormat() {}

    /** Sets what {@code parley.log-format} says, from now on. */
    static void set(Config config) {
        switch (config.getString("parley.log-format").strip()) {
            case "text" -> {}
            case "json" -> json();
            default -> throw new CannotStart("parley.log-format must be text or json", null);
        }
    }

    private static void json() {
        if (!(LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root)) return;
        root.iteratorForAppenders().forEachRemaining(it -> {
            if (it instanceof OutputStreamAppender<ILoggingEvent> stream) json(stream);
        });
    }

    static void json(OutputStreamAppender<ILoggingEvent> stream) {
        LogLine lines = new LogLine();
        lines.setContext(stream.getContext());
        lines.start();
        stream.setEncoder(lines);
    }
}
