package parley.http.wire;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads how long a provider asks to wait, out of the headers that the families use for it. */
final class RetryAfter {
    /** Nobody means to wait longer than a day. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private static final Pattern PARTS = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|us|µs|ns|d|h|m|s)");
    private static final long SECONDS_OF_AN_EPOCH = 1_000_000_000L;
    private static final long MILLIS_OF_AN_EPOCH = 1_000_000_000_000L;
    private static final List<Budget> BUDGETS = Stream.concat(
                    Stream.of(
                            new Budget("x-ratelimit-remaining", "x-ratelimit-reset"),
                            new Budget("ratelimit-remaining", "ratelimit-reset"),
                            new Budget("x-ratelimit-remaining-requests", "x-ratelimit-reset-requests"),
                            new Budget("x-ratelimit-remaining-tokens", "x-ratelimit-reset-tokens")),
                    Stream.of("requests", "tokens", "input-tokens", "output-tokens")
                            .map(it -> new Budget(
                                    "anthropic-ratelimit-" + it + "-remaining",
                                    "anthropic-ratelimit-" + it + "-reset")))
            .toList();

    private RetryAfter() {}

    /** The header that says it best; without one, when the budget that ran out is filled again. */
    static Optional<Duration> in(Function<String, Optional<String>> header) {
        return header.apply("retry-after-ms")
                .flatMap(it -> number(it, 1))
                .or(() -> header.apply("retry-after").flatMap(RetryAfter::told))
                .or(() -> reset(header));
    }

    /** A length of time such as {@code 6m0s}, {@code 46s}, {@code 120ms} or {@code 1.5s}. */
    static Optional<Duration> duration(String text) {
        Matcher parts = PARTS.matcher(text.strip());
        double millis = 0;
        int end = 0;
        while (parts.find() && parts.start() == end) {
            millis += Double.parseDouble(parts.group(1)) * millis(parts.group(2));
            end = parts.end();
        }
        return end == 0 || end < text.strip().length() ? Optional.empty() : limited(millis);
    }

    private static Optional<Duration> reset(Function<String, Optional<String>> header) {
        List<Budget> told = BUDGETS.stream()
                .filter(it -> header.apply(it.reset).isPresent())
                .toList();
        List<Budget> empty = told.stream()
                .filter(it -> header.apply(it.remaining).filter("0"::equals).isPresent())
                .toList();
        return (empty.isEmpty() ? told : empty)
                .stream()
                        .flatMap(it -> header.apply(it.reset).stream())
                        .flatMap(it -> told(it).stream())
                        .max(Duration::compareTo);
    }

    /** A number of seconds, a length of time, a date, or a time of an epoch. */
    private static Optional<Duration> told(String text) {
        return number(text, 1000).or(() -> duration(text)).or(() -> until(text.strip()));
    }

    private static Optional<Duration> number(String text, int millis) {
        try {
            double amount = Double.parseDouble(text.strip());
            if (!(amount >= 0)) return Optional.empty();
            if (amount >= MILLIS_OF_AN_EPOCH) return Optional.of(from(Instant.ofEpochMilli((long) amount)));
            if (amount >= SECONDS_OF_AN_EPOCH) return Optional.of(from(Instant.ofEpochSecond((long) amount)));
            return limited(amount * millis);
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> until(String date) {
        try {
            return Optional.of(from(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant()));
        } catch (DateTimeParseException _) {
            try {
                return Optional.of(from(OffsetDateTime.parse(date).toInstant()));
            } catch (DateTimeParseException _) {
                return Optional.empty();
            }
        }
    }

    private static Duration from(Instant then) {
        Duration wait = Duration.between(Instant.now(), then);
        if (wait.isNegative()) return Duration.ZERO;
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    private static Optional<Duration> limited(double millis) {
        return Optional.of(Duration.ofMillis(Math.min(LONGEST.toMillis(), Math.round(millis))));
    }

    private static double millis(String unit) {
        return switch (unit) {
            case "d" -> 86_400_000;
            case "h" -> 3_600_000;
            case "m" -> 60_000;
            case "s" -> 1000;
            case "ms" -> 1;
            case "ns" -> 1e-6;
            default -> 1e-3;
        };
    }

    /** The headers of one budget: what is left of it, and when it is filled again. */
    private record Budget(String remaining, String reset) {}
}
