package parley.engine.verbal;

import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.ULocale;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Spells numbers in one language, by ICU's rules. Safe to be shared: ICU's own format is not, so one asks at a time. */
final class Speller {
    /** The gender that counts where nothing tells another. */
    static final String UNKNOWN = "";

    private static final String CARDINAL = "%spellout-cardinal";
    private static final String YEAR = "%spellout-numbering-year";
    private static final List<String> USUAL = List.of("masculine", "common", "reale", "neuter");
    /** Where a word may be divided; some voices stumble over it. */
    private static final Pattern DIVISIONS = Pattern.compile("[\\u00AD\\u200B]");

    private static final Pattern SPACES = Pattern.compile(" {2,}");

    private final RuleBasedNumberFormat format;
    private final Set<String> rules;
    private final ReentrantLock lock = new ReentrantLock();

    Speller(ULocale locale) {
        format = new RuleBasedNumberFormat(locale, RuleBasedNumberFormat.SPELLOUT);
        rules = Set.of(format.getRuleSetNames());
    }

    /** Whether ICU has rules for the language, rather than those of another one. */
    static boolean knows(ULocale locale) {
        return new RuleBasedNumberFormat(locale, RuleBasedNumberFormat.SPELLOUT)
                .getLocale(ULocale.VALID_LOCALE)
                .getLanguage()
                .equals(locale.getLanguage());
    }

    /** A number that stands alone. */
    String number(BigDecimal value) {
        return spelt(value, format.getDefaultRuleSetName());
    }

    /** A number before a noun of that gender, as ICU calls it. */
    String counting(BigDecimal value, String gender) {
        String wanted = CARDINAL + "-" + plain(gender);
        if (rules.contains(wanted)) return spelt(value, wanted);
        return USUAL.stream()
                .map(it -> CARDINAL + "-" + it)
                .filter(rules::contains)
                .findFirst()
                .map(it -> spelt(value, it))
                .orElseGet(() -> number(value));
    }

    String year(long year) {
        return ruled(year, YEAR);
    }

    /** By a rule of ICU's, such as {@code spellout-ordinal}; as a plain number where the language has no such rule. */
    String ruled(long value, String rule) {
        String name = rule.startsWith("%") ? rule : "%" + rule;
        return spelt(BigDecimal.valueOf(value), rules.contains(name) ? name : format.getDefaultRuleSetName());
    }

    /** Each digit by itself. */
    String digits(String digits) {
        return digits.codePoints()
                .filter(Character::isDigit)
                .mapToObj(it -> number(BigDecimal.valueOf(Character.digit(it, 10))))
                .collect(Collectors.joining(" "));
    }

    private String spelt(BigDecimal value, String rule) {
        boolean whole = value.stripTrailingZeros().scale() <= 0;
        lock.lock();
        try {
            String spelt = whole ? format.format(value.longValue(), rule) : format.format(value.doubleValue(), rule);
            return SPACES.matcher(DIVISIONS.matcher(spelt).replaceAll("")).replaceAll(" ");
        } finally {
            lock.unlock();
        }
    }

    private static String plain(String gender) {
        return switch (gender) {
            case "animate", "inanimate", "personal" -> "masculine";
            default -> gender;
        };
    }
}
