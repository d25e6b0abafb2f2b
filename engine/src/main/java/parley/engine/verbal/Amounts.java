package parley.engine.verbal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a number, or a range, of something: money, percent and measures. */
final class Amounts implements Reader {
    private static final String SPACE = "[ \\u00A0\\u202F\\u2009]?";
    private static final String END =
            "(?![\\p{L}\\p{N}'’&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}\\p{IsThai}]])";
    private static final int CENTS = 2;

    private final Tongue tongue;
    private final boolean unreadable;
    private final Map<String, String> scales = new HashMap<>();
    private final Map<String, String> currencies = new HashMap<>(Units.CURRENCIES);
    private final Map<String, String> units = new HashMap<>(Units.MEASURES);
    private final Set<Integer> firsts;
    private final Pattern before;
    private final Pattern after;
    private final Pattern measure;
    private final Pattern percent;
    private final Pattern scaled;

    /** With {@code digits} numbers stay in figures where an engine that asks for that cannot read the words. */
    Amounts(Tongue tongue, boolean digits) {
        this.tongue = tongue;
        this.unreadable = digits && tongue.lexicon().has("figures");
        tongue.lexicon().pairs("scale").forEach(it -> scales.put(it.getKey(), it.getValue()));
        List<String> parts = Numbers.patterns(tongue).toList();
        String number = parts.getFirst() + parts.getLast();
        String scale = scales.isEmpty() ? "()" : "(?:" + SPACE + "(" + either(scales) + ")" + END + ")?+";
        tongue.lexicon().pairs("sign").forEach(it -> currencies.put(it.getKey(), it.getValue()));
        firsts = currencies.keySet().stream().map(it -> it.codePointAt(0)).collect(Collectors.toUnmodifiableSet());
        String money = either(currencies);
        before = Pattern.compile("([-−]?)(" + money + ")" + SPACE + number + scale + END);
        after = Pattern.compile("([-−]?)" + number + scale + SPACE + "(" + money + ")" + END);
        tongue.lexicon().pairs("unit").forEach(it -> units.put(it.getKey(), it.getValue()));
        tongue.lexicon().all("no-unit").forEach(units::remove);
        percent = Pattern.compile("()(%)" + SPACE + number + END);
        scaled = Pattern.compile(
                "([-−]?)" + number + SPACE + "(" + (scales.isEmpty() ? "(?!)" : either(scales)) + ")" + END);
        measure = Pattern.compile("([-−+]?)" + number + SPACE + "(" + either(units) + ")" + END);
    }

    private static String either(Map<String, String> words) {
        return words.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
    }

    private record Amount(BigDecimal from, @Nullable BigDecimal to, boolean negative) {
        BigDecimal last() {
            return to == null ? from : to;
        }
    }

    @Override
    public Optional<Said> read(String text, int place) {
        if (Character.isLetter(text.codePointAt(place)) && !firsts.contains(text.codePointAt(place)))
            return Optional.empty();
        return Glance.at(before, text, place)
                .map(it -> new Said(money(amount(it, 3, 1), it.group(2), it.group(5)), it.end()))
                .or(() -> Glance.at(after, text, place)
                        .map(it -> new Said(money(amount(it, 2, 1), it.group(5), it.group(4)), it.end())))
                .or(() -> Glance.at(measure, text, place)
                        .map(it -> new Said(measured(amount(it, 2, 1), it.group(4)), it.end())))
                .or(() -> Glance.at(percent, text, place)
                        .filter(_ -> tongue.lexicon().has("percent-first"))
                        .map(it -> new Said(measured(amount(it, 3, 1), it.group(2)), it.end())))
                .or(() -> Glance.at(scaled, text, place).flatMap(this::scaled));
    }

    /** Short for a great number, such as {@code 10k}; what is a word already stays what it is. */
    private Optional<Said> scaled(MatchResult match) {
        String scale = scales.getOrDefault(match.group(4), "");
        if (scale.startsWith(match.group(4))) return Optional.empty();
        String bare = scale.endsWith(" de") ? scale.substring(0, scale.length() - 3) : scale;
        return Optional.of(new Said(spoken(amount(match, 2, 1), Speller.UNKNOWN) + " " + bare, match.end()));
    }

    private Amount amount(MatchResult match, int number, int sign) {
        String to = match.group(number + 1);
        String minus = match.group(sign);
        return new Amount(
                tongue.value(match.group(number)),
                to == null ? null : tongue.value(to),
                minus.equals("-") || minus.equals("−"));
    }

    private String measured(Amount amount, String symbol) {
        String unit = units.getOrDefault(symbol, symbol);
        return tongue.measures().units(amount.last(), unit, gender -> spoken(amount, gender));
    }

    private String money(Amount amount, String symbol, @Nullable String scale) {
        String code = currencies.getOrDefault(symbol, symbol);
        if (scale != null && !scale.isEmpty()) {
            String scaled = spoken(amount, Speller.UNKNOWN) + " " + scales.getOrDefault(scale, scale);
            String words = tongue.measures().money(BigDecimal.valueOf(1_000_000), code, _ -> scaled);
            for (Map.Entry<String, String> it : tongue.lexicon().pairs("elided"))
                words = words.replace(it.getKey().replace('_', ' '), it.getValue());
            return words;
        }
        BigDecimal value = amount.from;
        boolean split = amount.to == null
                && value.scale() == CENTS
                && value.stripTrailingZeros().scale() > 0;
        return split && tongue.lexicon().has("money")
                ? split(amount, code)
                : tongue.measures().money(amount.last(), code, gender -> spoken(amount, gender));
    }

    /** Units and hundredths apart: {@code five dollars and twenty cents}, {@code fünf Euro zwanzig}. */
    private String split(Amount amount, String code) {
        BigDecimal units = amount.from.setScale(0, RoundingMode.DOWN);
        BigDecimal hundredths = amount.from.subtract(units).movePointRight(CENTS);
        String spelt = tongue.speller().number(hundredths);
        Optional<String> name = tongue.lexicon().of("cents", code);
        String minor =
                name.map(it -> tongue.measures().named(it, hundredths, spelt)).orElse(spelt);
        if (units.signum() == 0 && !amount.negative && name.isPresent()) return minor;
        UnaryOperator<String> major = gender -> spoken(new Amount(units, null, amount.negative), gender);
        String template = name.isPresent() ? tongue.word("money") : "{} {}";
        return template.replaceFirst("\\{}", quoted(tongue.measures().money(units, code, major)))
                .replaceFirst("\\{}", quoted(minor));
    }

    private static String quoted(String words) {
        return Matcher.quoteReplacement(words);
    }

    private String spoken(Amount amount, String gender) {
        String first = number(amount.negative ? amount.from.negate() : amount.from, gender);
        if (amount.to == null) return first;
        String between = tongue.word("to");
        return first + " " + (between.isEmpty() ? "" : between + " ") + number(amount.to, gender);
    }

    private String number(BigDecimal value, String gender) {
        if (unreadable && value.signum() >= 0) return tongue.figures(value).orElse("");
        return tongue.speller().counting(value, gender);
    }
}
