package parley.http.migration;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.regex.Pattern;

/** Times as databases and languages write them: ISO 8601 with or without an offset or a T, or a number since 1970. */
final class Times {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,17}(\\.[0-9]{1,9})?");

    /** Far in the future as seconds, long ago as milliseconds. */
    private static final BigDecimal SURELY_MILLISECONDS = BigDecimal.valueOf(100_000_000_000L);

    private static final Instant LATEST = Instant.parse("2262-01-01T00:00:00Z");

    private static final DateTimeFormatter FORM = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffset("+HH:mm:ss", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH", "Z")
            .optionalEnd()
            .toFormatter();

    private Times() {}

    /** Reads it; a time without an offset is UTC, as both servers meant it. */
    static Instant read(String text) {
        String it = text.strip();
        try {
            Instant at = NUMBER.matcher(it).matches() ? number(new BigDecimal(it)) : written(it);
            if (at.isBefore(Instant.EPOCH) || at.isAfter(LATEST)) throw new Misfit("a time of it is none of our days");
            return at;
        } catch (DateTimeException | ArithmeticException _) {
            throw new Misfit("a time of it cannot be read");
        }
    }

    private static Instant written(String text) {
        TemporalAccessor read = FORM.parseBest(
                text.length() > 10 && text.charAt(10) == ' ' ? text.substring(0, 10) + "T" + text.substring(11) : text,
                OffsetDateTime::from,
                LocalDateTime::from);
        return read instanceof OffsetDateTime it ? it.toInstant() : ((LocalDateTime) read).toInstant(ZoneOffset.UTC);
    }

    private static Instant number(BigDecimal number) {
        BigDecimal seconds = number.abs().compareTo(SURELY_MILLISECONDS) > 0 ? number.movePointLeft(3) : number;
        BigDecimal whole = seconds.setScale(0, java.math.RoundingMode.FLOOR);
        return Instant.ofEpochSecond(
                whole.longValueExact(),
                seconds.subtract(whole).movePointRight(9).longValue());
    }
}
