package parley.http.main;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** All that this server writes to its log until this is closed, to the last detail. */
final class KeptLog implements AutoCloseable {
    private final Logger parley = (Logger) LoggerFactory.getLogger("parley");
    private final @Nullable Level before = parley.getLevel();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent line) {
            line.prepareForDeferredProcessing();
            super.append(line);
        }
    };

    KeptLog() {
        lines.start();
        parley.addAppender(lines);
        parley.setLevel(Level.DEBUG);
    }

    String text() {
        return List.copyOf(lines.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .collect(Collectors.joining("\n"));
    }

    /** What is known of where lines with these words are from. */
    List<Map<String, String>> places(String words) {
        return List.copyOf(lines.list).stream()
                .filter(it -> it.getFormattedMessage().contains(words))
                .map(ILoggingEvent::getMDCPropertyMap)
                .toList();
    }

    @Override
    public void close() {
        parley.setLevel(before);
        parley.detachAppender(lines);
    }
}
