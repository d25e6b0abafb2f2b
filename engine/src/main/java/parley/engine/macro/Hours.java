package parley.engine.macro;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times and dates in English words. */
final class Hours {
    private static final String TIME = "h:mm a";
    private static final Map<String, String> NAMED = Map.of(
            "time", TIME,
            "date", "MMMM d, yyyy",
            "weekday", "EEEE",
            "isotime", "HH:mm",
            "isodate", "yyyy-MM-dd");
    private static final Pattern AWAY = Pattern.compile("\\s*(?:utc|gmt)?\\s*([+-]?\\d{1,2})\\s*");
    /** Longest first, so that no part of a longer one is taken for a shorter one. */
    private static final Pattern PARTS =
            Pattern.compile("\\[([^\\]]*)\\]|YYYY|YY|MMMM|MMM|MM|M|DD|D|dddd|ddd|HH|H|hh|h|mm|m|ss|s|SSS|A|a|Z");

    private static final Map<String, String> LETTERS = Map.ofEntries(
            Map.entry("YYYY", "yyyy"),
            Map.entry("YY", "yy"),
            Map.entry("DD", "dd"),
            Map.entry("D", "d"),
            Map.entry("dddd", "EEEE"),
            Map.entry("ddd", "EEE"),
            Map.entry("A", "a"),
            Map.entry("Z", "xxx"));

    private Hours() {}

    /** The time under one of its names. */
    static @Nullable String of(ZonedDateTime at, String name) {
        String format = NAMED.get(name);
        return format == null ? null : at.format(english(format));
    }

    /** The time in another zone, as {@code UTC+2}. */
    static Optional<String> elsewhere(Instant at, String zone) {
        Matcher found = AWAY.matcher(zone.toLowerCase(Locale.ROOT));
        if (!found.matches()) return Optional.empty();
        int hours = Integer.parseInt(found.group(1));
        if (Math.abs(hours) > ZoneOffset.MAX.getTotalSeconds() / 3600) return Optional.empty();
        return Optional.of(at.atOffset(ZoneOffset.ofHours(hours)).format(english(TIME)));
    }

    /** The time in a format of letters such as {@code DD.MM.YYYY HH:mm}; what is no such letter stays. */
    static Optional<String> written(ZonedDateTime at, String format) {
        StringBuilder written = new StringBuilder();
        Matcher part = PARTS.matcher(format);
        int from = 0;
        try {
            while (part.find()) {
                written.append(format, from, part.start());
                from = part.end();
                String plain = part.group(1);
                String letters = LETTERS.getOrDefault(part.group(), part.group());
                String shown = plain != null ? plain : at.format(english(letters));
                written.append(part.group().equals("a") ? shown.toLowerCase(Locale.ROOT) : shown);
            }
        } catch (DateTimeException none) {
            return Optional.empty();
        }
        return Optional.of(written.append(format.substring(from)).toString());
    }

    private static DateTimeFormatter english(String letters) {
        return DateTimeFormatter.ofPattern(letters, Locale.ENGLISH);
    }
}
