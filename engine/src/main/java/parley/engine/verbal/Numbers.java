package parley.engine.verbal;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what is nothing but a number: whole, decimal, signed, ordinal, a year, a decade, a fraction, a range. */
final class Numbers implements Reader {
    private static final String DASH = "\\s?[-–—]\\s?";
    private static final String NO_WORD = "(?![\\p{IsLatin}\\p{IsCyrillic}\\p{IsGreek}])";
    private static final Pattern FRACTION =
            Pattern.compile("(?:(\\p{Nd}{1,3})\\s?)?([½⅓⅔¼¾]|[123]/[234](?![\\p{Nd}/]))");
    private static final Map<String, String> FRACTIONS =
            Map.of("½", "1/2", "⅓", "1/3", "⅔", "2/3", "¼", "1/4", "¾", "3/4");
    private static final int FIRST_YEAR = 1100;
    private static final int LAST_YEAR = 2099;
    private static final int YEAR_DIGITS = 4;

    private final Tongue tongue;
    private final boolean digits;
    private final Pattern range;
    private final Pattern number;
    private final List<Ordinal> ordinals;
    private final List<Ordinal> marked;
    private final List<Ordinal> counted;

    /** With {@code digits} a plain whole number stays in figures, for an engine that reads those itself. */
    Numbers(Tongue tongue, boolean digits) {
        this.tongue = tongue;
        this.digits = digits;
        String plain = tongue.notation().pattern();
        range = Pattern.compile("(" + plain + ")" + DASH + "(" + plain + ")(?!\\s?[-–—]\\p{Nd})" + NO_WORD);
        number = Pattern.compile("([-−+±]?)(" + plain + ")" + NO_WORD);
        ordinals = ordinals(tongue, "ordinal");
        marked = ordinals(tongue, "year-before");
        counted = tongue.lexicon().pairs("counted").stream()
                .map(it -> new Ordinal(Pattern.compile(it.getKey()), it.getValue()))
                .toList();
    }

    /** A number in front of what the pattern looks for, and ICU's rule for it. */
    private record Ordinal(Pattern pattern, String rule) {}

    private static List<Ordinal> ordinals(Tongue tongue, String kind) {
        String figures = kind.equals("ordinal") ? "(\\p{Nd}{1,6})" : "(\\p{Nd}{4})";
        return tongue.lexicon().pairs(kind).stream()
                .map(it -> new Ordinal(Pattern.compile(figures + "(?:" + it.getKey() + ")"), it.getValue()))
                .toList();
    }

    @Override
    public Optional<Said> read(String text, int place) {
        if (Character.isLetter(text.codePointAt(place))) return Optional.empty();
        return ruled(marked, text, place)
                .or(() -> ruled(ordinals, text, place))
                .or(() -> fraction(text, place))
                .or(() -> range(text, place))
                .or(() -> plain(text, place));
    }

    private Optional<Said> ruled(List<Ordinal> rules, String text, int place) {
        for (Ordinal ordinal : rules) {
            Optional<MatchResult> match = Glance.at(ordinal.pattern, text, place);
            if (match.isEmpty()) continue;
            boolean period = match.get().group().endsWith(".");
            // A number and a period at the start is the number of a list's item.
            if (period && place == 0) continue;
            long value = tongue.value(match.get().group(1)).longValue();
            String rule =
                    Cases.rule(tongue, "after", text, place).filter(_ -> period).orElse(ordinal.rule);
            return Optional.of(
                    new Said(tongue.speller().ruled(value, rule), match.get().end()));
        }
        return Optional.empty();
    }

    private Optional<Said> fraction(String text, int place) {
        return Glance.at(FRACTION, text, place).flatMap(it -> {
            String name = FRACTIONS.getOrDefault(it.group(2), it.group(2));
            Optional<String> words = tongue.lexicon().of("fraction", name);
            Optional<String> and = tongue.lexicon().word("and");
            if (it.group(1) == null) return words.map(said -> new Said(said, it.end()));
            if (words.isEmpty() || and.isEmpty()) return Optional.empty();
            String whole = tongue.speller().number(tongue.value(it.group(1)));
            return Optional.of(new Said(whole + " " + and.get() + " " + words.get(), it.end()));
        });
    }

    private Optional<Said> range(String text, int place) {
        return Glance.at(range, text, place).map(it -> {
            BigDecimal from = tongue.value(it.group(1));
            BigDecimal to = tongue.value(it.group(2));
            String between = from.compareTo(to) < 0 && tongue.lexicon().has("to") ? tongue.word("to") : "";
            return new Said(
                    said(it.group(1), from) + " " + (between.isEmpty() ? "" : between + " ") + said(it.group(2), to),
                    it.end());
        });
    }

    private Optional<Said> plain(String text, int place) {
        return Glance.at(number, text, place).map(it -> {
            String sign = it.group(1);
            BigDecimal value = tongue.value(it.group(2));
            if (sign.isEmpty()) {
                Optional<String> gender = gender(text, it.end()).filter(_ -> !digits);
                return new Said(
                        gender.map(of -> tongue.speller().counting(value, of))
                                .orElseGet(() -> said(it.group(2), value)),
                        it.end());
            }
            if (sign.equals("-") || sign.equals("−"))
                return new Said(tongue.speller().number(value.negate()), it.end());
            String word = sign.equals("+") ? tongue.word("plus") : "";
            return new Said((word.isEmpty() ? sign : word + " ") + said(it.group(2), value), it.end());
        });
    }

    /** The gender of the word after a number, as far as its form tells. */
    private Optional<String> gender(String text, int end) {
        return counted.stream()
                .filter(it -> Glance.at(it.pattern, text, end).isPresent())
                .map(Ordinal::rule)
                .findFirst();
    }

    private String said(String written, BigDecimal value) {
        int length = written.length();
        boolean whole = written.codePoints().allMatch(Character::isDigit);
        if (length > 1 && whole && Character.digit(written.charAt(0), 10) == 0)
            return tongue.speller().digits(written);
        boolean year = whole && length == YEAR_DIGITS && tongue.lexicon().has("years") && isYear(value.intValue());
        if (year) return tongue.speller().year(value.longValue());
        boolean integer = value.scale() <= 0;
        return digits && integer
                ? value.toBigInteger().toString()
                : tongue.speller().number(value);
    }

    private boolean isYear(int value) {
        boolean old = tongue.word("years").equals("old"); // where years since 2000 are said as plain numbers
        return value >= FIRST_YEAR && (old ? value < 2000 : value <= LAST_YEAR);
    }

    /** The pattern of a number, on its own and as a range, for what comes before or after it. */
    static Stream<String> patterns(Tongue tongue) {
        String plain = tongue.notation().pattern();
        return Stream.of("(" + plain + ")", "(?:" + DASH + "(" + plain + "))?");
    }
}
