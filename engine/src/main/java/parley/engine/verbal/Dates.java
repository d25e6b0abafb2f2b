package parley.engine.verbal;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.DateFormatSymbols;
import com.ibm.icu.text.SimpleDateFormat;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads dates, in figures as in {@code 2026-11-21} and with the month's name, and says them in the language's order. */
final class Dates implements Reader {
    private static final Pattern ISO =
            Pattern.compile("(\\p{Nd}{4})-(\\p{Nd}{1,2})-(\\p{Nd}{1,2})(?![\\p{Nd}-]|\\.\\p{Nd})");
    private static final Pattern FIGURES =
            Pattern.compile("(\\p{Nd}{1,2})([./-])(\\p{Nd}{1,2})\\2(\\p{Nd}{4})(?![\\p{Nd}/-]|\\.\\p{Nd})");
    private static final int MONTHS = 12;
    private static final int DAYS = 31;

    private final Tongue tongue;
    private final String pattern;
    private final boolean monthFirst;
    private final List<String> months;
    private final List<String> written = new ArrayList<>();
    private final Pattern dayMonth;
    private final Pattern monthDay;

    Dates(Tongue tongue) {
        this.tongue = tongue;
        SimpleDateFormat full = (SimpleDateFormat) DateFormat.getInstanceForSkeleton("yMMMMd", tongue.locale());
        SimpleDateFormat brief = (SimpleDateFormat) DateFormat.getDateInstance(DateFormat.SHORT, tongue.locale());
        pattern = full.toPattern();
        monthFirst = brief.toPattern().startsWith("M");
        DateFormatSymbols symbols = full.getDateFormatSymbols();
        months = List.of(symbols.getMonths(DateFormatSymbols.FORMAT, DateFormatSymbols.WIDE));
        Stream.of(DateFormatSymbols.WIDE, DateFormatSymbols.ABBREVIATED)
                .flatMap(it -> Stream.of(symbols.getMonths(DateFormatSymbols.FORMAT, it)))
                .forEach(written::add);
        String name = "(" + names() + ")(?!\\p{L})";
        String year = "(?:(,?\\s)(\\p{Nd}{4})(?!\\p{Nd}|[.,]\\p{Nd}))?";
        String ending = tongue.word("day-ending");
        dayMonth = Pattern.compile("(\\p{Nd}{1,2})(?:" + ending + ")?\\s(" + tongue.word("day-of") + ")" + name + year);
        monthDay = Pattern.compile(name + "\\s(\\p{Nd}{1,2})(?:" + ending + ")?(?!\\p{Nd}|[.:,]\\p{Nd}|\\p{L})" + year);
    }

    private String names() {
        return written.stream()
                .filter(it -> Character.isLetter(it.charAt(0)))
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(it ->
                        it.endsWith(".") ? Pattern.quote(it.substring(0, it.length() - 1)) + "\\.?" : Pattern.quote(it))
                .collect(Collectors.joining("|"));
    }

    @Override
    public Optional<Said> read(String text, int place) {
        if (Character.isLetter(text.charAt(place)))
            return tongue.lexicon().has("day")
                    ? Glance.at(monthDay, text, place).flatMap(it -> named(it, 2, 1, text))
                    : Optional.empty();
        return Glance.at(ISO, text, place)
                .flatMap(it -> whole(text, it, number(it, 1), number(it, 2), number(it, 3)))
                .or(() -> Glance.at(FIGURES, text, place).flatMap(it -> figures(text, it)))
                .or(() -> Glance.at(dayMonth, text, place).flatMap(it -> named(it, 1, 3, text)));
    }

    private Optional<Said> figures(String text, MatchResult it) {
        boolean month = monthFirst && number(it, 1) <= MONTHS && it.group(2).equals("/");
        return whole(text, it, number(it, 4), number(it, month ? 1 : 3), number(it, month ? 3 : 1));
    }

    /** A date in figures, said as the language writes it out. */
    private Optional<Said> whole(String text, MatchResult match, int year, int month, int day) {
        if (month < 1 || month > MONTHS || day < 1 || day > DAYS) return Optional.empty();
        StringBuilder said = new StringBuilder();
        boolean quoted = false;
        for (int at = 0; at < pattern.length(); at++) {
            char it = pattern.charAt(at);
            boolean first = at == 0 || pattern.charAt(at - 1) != it;
            if (it == '\'') quoted = !quoted;
            else if (quoted || !Character.isLetter(it)) said.append(it);
            else if (first) said.append(field(it, year, month, day(day, text, match.start())));
        }
        // A period belongs to an ordinal in figures, or to an abbreviated word.
        String words = tongue.lexicon().has("day") ? said.toString().replace(". ", " ") : said.toString();
        for (Map.Entry<String, String> it : tongue.lexicon().pairs("date"))
            words = words.replace(it.getKey(), it.getValue());
        return Optional.of(new Said(words, match.end()));
    }

    private String field(char letter, int year, int month, String day) {
        return switch (letter) {
            case 'd' -> day;
            case 'y' -> year(year);
            default ->
                pattern.contains("MMM")
                        ? months.get(month - 1)
                        : tongue.speller().number(BigDecimal.valueOf(month));
        };
    }

    /** A date with the month's name, said in the order it is written. */
    private Optional<Said> named(MatchResult match, int dayGroup, int monthGroup, String text) {
        int day = number(match, dayGroup);
        if (day < 1 || day > DAYS) return Optional.empty();
        int last = match.groupCount();
        String year = match.group(last) == null ? "" : match.group(last - 1) + year(number(match, last));
        String said = day(day, text, match.start());
        String name = month(match.group(monthGroup));
        String of = dayGroup == 1 ? match.group(2) : "";
        String words = dayGroup == 1 ? said + " " + of + name : name + " " + said;
        for (Map.Entry<String, String> it : tongue.lexicon().pairs("date")) {
            int mark = match.end() + 1;
            if (!year.isEmpty() && text.startsWith(it.getKey(), mark))
                return Optional.of(new Said(
                        words + year + " " + it.getValue(), mark + it.getKey().length()));
        }
        boolean period = match.group(last) == null && match.group().endsWith(".") && match.end() == text.length();
        return Optional.of(new Said(words + year + (period ? "." : ""), match.end()));
    }

    private String month(String name) {
        String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        for (int at = 0; at < written.size(); at++)
            if (written.get(at).equals(name)
                    || written.get(at).equals(bare)
                    || written.get(at).equals(bare + ".")) return months.get(at % MONTHS);
        return name;
    }

    private String day(int day, String text, int place) {
        Optional<String> first = tongue.lexicon().word("first").filter(_ -> day == 1);
        Optional<String> rule = tongue.lexicon()
                .word("day")
                .map(it -> Cases.rule(tongue, "after", text, place).orElse(it));
        return first.or(() -> rule.map(it -> tongue.speller().ruled(day, it)))
                .orElseGet(() -> tongue.speller().number(BigDecimal.valueOf(day)));
    }

    private String year(int year) {
        return tongue.lexicon()
                .word("date-year")
                .map(it -> tongue.speller().ruled(year, it))
                .orElseGet(() -> tongue.speller().number(BigDecimal.valueOf(year)));
    }

    private int number(MatchResult match, int group) {
        return tongue.value(match.group(group)).intValue();
    }
}
