package parley.http.main;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Writes each line of the log as one JSON object, with its time in UTC by ISO 8601 before all that Logback writes. */
final class LogLine extends JsonEncoder {
    private static final int MILLIS = 3;
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(MILLIS).toFormatter();

    LogLine() {
        setWithTimestamp(false);
        setWithNanoseconds(false);
        setWithSequenceNumber(false);
        setWithContext(false);
        setWithArguments(false);
        setWithMessage(false);
        setWithFormattedMessage(true);
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        byte[] line = super.encode(event);
        String head = "{\"time\":\"" + TIME.format(event.getInstant()) + "\",";
        ByteArrayOutputStream all = new ByteArrayOutputStream(head.length() + line.length);
        all.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        all.write(line, 1, line.length - 1);
        return all.toByteArray();
    }
}
