package parley.engine.verbal;

import com.ibm.icu.number.FormattedNumber;
import com.ibm.icu.number.LocalizedNumberFormatter;
import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.number.Precision;
import com.ibm.icu.text.PluralRules;
import com.ibm.icu.util.Currency;
import com.ibm.icu.util.MeasureUnit;
import com.ibm.icu.util.ULocale;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Numbers with what they count, in words. ICU's formatters of this kind may be shared, and each is made once. */
final class Measures {
    private static final int MOST_DECIMALS = 9;

    private final Lexicon lexicon;
    private final LocalizedNumberFormatter blank;
    private final PluralRules plurals;
    private final Map<String, LocalizedNumberFormatter> formatters = new ConcurrentHashMap<>();

    Measures(ULocale locale, Lexicon lexicon) {
        this.lexicon = lexicon;
        blank = NumberFormatter.withLocale(locale)
                .unitWidth(NumberFormatter.UnitWidth.FULL_NAME)
                .grouping(NumberFormatter.GroupingStrategy.OFF)
                .precision(Precision.maxFraction(MOST_DECIMALS));
        plurals = PluralRules.forLocale(locale);
    }

    /** A number of units that ICU knows by that name; {@code spoken} gives the number, told the unit's gender. */
    String units(BigDecimal value, String unit, UnaryOperator<String> spoken) {
        String own = lexicon.of("unit-name", unit).orElse("");
        if (!own.isEmpty()) return named(own, value, spoken.apply(Speller.UNKNOWN));
        FormattedNumber formatted = formatters
                .computeIfAbsent(unit, _ -> blank.unit(MeasureUnit.forIdentifier(unit)))
                .format(value);
        return replaced(
                formatted.toString(), spoken.apply(formatted.getNounClass().getIdentifier()));
    }

    /** A number of a currency's units, by its code. */
    String money(BigDecimal value, String code, UnaryOperator<String> spoken) {
        String gender = lexicon.of("gender", code).orElse(Speller.UNKNOWN);
        String own = lexicon.of("currency", code).orElse("");
        if (!own.isEmpty()) return named(own, value, spoken.apply(gender));
        FormattedNumber formatted = formatters
                .computeIfAbsent(code, _ -> blank.unit(Currency.getInstance(code)))
                .format(value);
        return replaced(formatted.toString(), spoken.apply(gender));
    }

    /** Of {@code one=dollar other=dollars} the name that goes with the number; {@code {}} in it is the number's place. */
    String named(String forms, BigDecimal value, String spoken) {
        String category = plurals.select(value.abs().doubleValue());
        Map<String, String> names = new HashMap<>();
        Arrays.stream(forms.split("; ?"))
                .map(it -> it.split("=", 2))
                .forEach(it -> names.put(it.length > 1 ? it[0] : "other", it[it.length - 1]));
        String name = names.getOrDefault(category, names.getOrDefault("other", forms));
        return name.contains("{}") ? name.replace("{}", spoken) : spoken + " " + name;
    }

    /** ICU writes the number in digits, or, where the word itself tells it, not at all. */
    private static String replaced(String formatted, String spoken) {
        int first = 0;
        while (first < formatted.length() && !Character.isDigit(formatted.charAt(first))) first++;
        if (first == formatted.length()) return formatted;
        int last = formatted.length();
        while (!Character.isDigit(formatted.charAt(last - 1))) last--;
        if (first > 0 && formatted.charAt(first - 1) == '-') first--;
        return formatted.substring(0, first) + spoken + formatted.substring(last);
    }
}
