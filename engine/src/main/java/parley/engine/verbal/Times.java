package parley.engine.verbal;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads times of day: {@code 12:30}, {@code 9 a.m.}, {@code 14.30 Uhr}, {@code 14h30}. */
final class Times implements Reader {
    private static final String HALF = "(?:\\s?([ap])(?:m(?![\\p{L}\\p{N}])|\\.\\s?m\\.))";
    private static final Pattern CLOCK =
            Pattern.compile("(\\p{Nd}{1,2}):(\\p{Nd}{2})(?![:\\p{Nd}]|\\.\\p{Nd})" + HALF + "?");
    private static final Pattern HOUR = Pattern.compile("(\\p{Nd}{1,2})()" + HALF);
    private static final int HOURS = 24;
    private static final int MINUTES = 60;

    private final Tongue tongue;
    private final Optional<Pattern> own;
    private final Optional<Pattern> word;

    Times(Tongue tongue) {
        this.tongue = tongue;
        this.own = tongue.lexicon().word("clock").map(it -> Pattern.compile("(\\p{Nd}{1,2})" + it + "()"));
        this.word = tongue.lexicon().word("clock-word").map(it -> Pattern.compile("\\s?(?:" + it + ")(?!\\p{L})"));
    }

    @Override
    public Optional<Said> read(String text, int place) {
        if (!Character.isDigit(text.codePointAt(place))) return Optional.empty();
        return Glance.at(CLOCK, text, place)
                .or(() -> own.flatMap(it -> Glance.at(it, text, place)))
                .or(() -> tongue.lexicon().has("halves") ? Glance.at(HOUR, text, place) : Optional.empty())
                .flatMap(it -> said(it, text));
    }

    private Optional<Said> said(MatchResult match, String text) {
        int hour = Integer.parseInt(figures(match.group(1)));
        int minute = match.group(2) == null || match.group(2).isEmpty() ? 0 : Integer.parseInt(figures(match.group(2)));
        if (hour > HOURS || minute >= MINUTES) return Optional.empty();
        String half = match.group(3) == null || match.group(3).isEmpty() ? "" : " " + match.group(3) + ".m.";
        String hours = hours(hour, Cases.rule(tongue, "hour-after", text, match.start()));
        String template = minute > 0 ? template("time") : half.isEmpty() ? template("hour") : "{h}";
        String words = template.replace("{h}", hours).replace("{m}", minutes(minute)) + half;
        int end = word.filter(_ -> half.isEmpty())
                .flatMap(it -> Glance.at(it, text, match.end()))
                .map(MatchResult::end)
                .orElse(match.end());
        return Optional.of(new Said(words, end));
    }

    private String hours(int hour, Optional<String> asked) {
        String rule = asked.orElseGet(() -> tongue.word("hour-rule"));
        return rule.isEmpty()
                ? tongue.speller().number(BigDecimal.valueOf(hour))
                : tongue.speller().ruled(hour, rule);
    }

    private String template(String kind) {
        return tongue.lexicon().word(kind).orElse("{h} {m}");
    }

    private String minutes(int minute) {
        String zero = minute < 10 ? tongue.word("oh") : "";
        return (zero.isEmpty() ? "" : zero + " ") + tongue.speller().number(BigDecimal.valueOf(minute));
    }

    private static String figures(String digits) {
        StringBuilder plain = new StringBuilder();
        digits.codePoints().forEach(it -> plain.append(Character.digit(it, 10)));
        return plain.toString();
    }
}
