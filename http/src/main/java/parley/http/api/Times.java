package parley.http.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;

/** Times that somebody asks for, in ISO 8601: a date, which begins in UTC, or a moment with its offset. */
final class Times {
    /** What the lists can hold. */
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

    private Times() {}

    /** The time in a field or a parameter; absent where that is. */
    static @Nullable Instant optional(String what, @Nullable String text) {
        return text == null ? null : read(what, text);
    }

    static Instant read(String what, String text) {
        try {
            boolean day = text.indexOf('T') < 0;
            Instant time = day
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            if (!time.isBefore(FIRST) && time.isBefore(LAST)) return time;
        } catch (DateTimeException strange) {
            throw wrong(what);
        }
        throw wrong(what);
    }

    private static Refusal wrong(String what) {
        return Refusal.invalid(what + " must be a date such as 2026-11-21 or a time such as 2026-11-21T08:00:00Z,"
                + " from 1970 to 2199");
    }
}
