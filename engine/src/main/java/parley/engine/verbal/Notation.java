package parley.engine.verbal;

import com.ibm.icu.text.DecimalFormatSymbols;
import com.ibm.icu.util.ULocale;
import java.math.BigDecimal;

/** How a language writes numbers: its decimal mark and the mark between groups of digits. */
final class Notation {
    private static final String SPACES = "\u00A0\u202F\u2009";
    private static final String NATIVE_DECIMAL = "٫";
    private static final String NATIVE_GROUP = "٬";

    private final String pattern;
    private final String decimals;

    Notation(ULocale locale) {
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(locale);
        String group = symbols.getGroupingSeparatorString();
        boolean spaced = group.isBlank() || SPACES.contains(group);
        decimals = symbols.getDecimalSeparatorString() + NATIVE_DECIMAL;
        String spaces = spaced ? SPACES + " " : SPACES;
        String groups = (spaced ? "" : group) + NATIVE_GROUP;
        // A comma language's period before one or two digits is a decimal mark all the same.
        String foreign = decimals.startsWith(",") ? "|\\.\\p{Nd}{1,2}" : "";
        pattern = "(?:\\p{Nd}{1,3}(?:[" + spaces + "]\\p{Nd}{3}){1,4}|\\p{Nd}{1,3}(?:[" + groups
                + "]\\p{Nd}{2,3}){0,3}[" + groups + "]\\p{Nd}{3}|\\p{Nd}{1,15})(?:[" + decimals
                + "]\\p{Nd}{1,9}" + foreign + ")?+(?!\\p{Nd}|[.,:٫]\\p{Nd})";
    }

    /** A regular expression, without groups of its own, for a number without a sign. */
    String pattern() {
        return pattern;
    }

    /** What a match of the pattern is worth. */
    BigDecimal value(String written) {
        int decimal = -1;
        for (int at = 0; at < written.length(); at++) if (decimals.indexOf(written.charAt(at)) >= 0) decimal = at;
        int period = written.lastIndexOf('.');
        if (decimal < 0 && period >= 0 && written.length() - period <= 3) decimal = period;
        StringBuilder plain = new StringBuilder();
        for (int at = 0; at < written.length(); at++) {
            if (at == decimal) plain.append('.');
            int digit = Character.digit(written.charAt(at), 10);
            if (digit >= 0) plain.append(digit);
        }
        return new BigDecimal(plain.toString());
    }
}
