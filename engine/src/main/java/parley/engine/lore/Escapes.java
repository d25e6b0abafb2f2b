package parley.engine.lore;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What stands behind a backslash in a pattern of JavaScript, said for RE2 or java.util.regex. */
final class Escapes {
    /** What JavaScript takes for blank: more than either engine does. */
    static final String BLANK = "\\t\\n\\x0b\\f\\r\\p{Z}\\x{feff}";

    private static final Pattern GROUP = Pattern.compile("\\(\\?(?:[:=!]|<[=!]|<[A-Za-z][A-Za-z0-9]*>)");
    private static final Pattern PROPERTY =
            Pattern.compile("\\{(?:(sc|scx|Script|Script_Extensions|gc|General_Category)=)?([A-Za-z_]+)\\}");
    private static final Map<String, String> CATEGORIES = Map.ofEntries(
            Map.entry("Letter", "L"),
            Map.entry("Alphabetic", "L"),
            Map.entry("Lowercase_Letter", "Ll"),
            Map.entry("Lowercase", "Ll"),
            Map.entry("Uppercase_Letter", "Lu"),
            Map.entry("Uppercase", "Lu"),
            Map.entry("Mark", "M"),
            Map.entry("Number", "N"),
            Map.entry("Decimal_Number", "Nd"),
            Map.entry("Punctuation", "P"),
            Map.entry("Symbol", "S"),
            Map.entry("Separator", "Z"),
            Map.entry("White_Space", "Z"));

    /**
     * One escape.
     *
     * @param point the character that it stands for; -1 where it is no single one
     */
    record Escape(int length, int point, String text, boolean repeatable, boolean looksBack) {}

    private final String pattern;
    private final boolean unicode;
    private final boolean lookaround;

    Escapes(String pattern, boolean unicode, boolean lookaround) {
        this.pattern = pattern;
        this.unicode = unicode;
        this.lookaround = lookaround;
    }

    /** A character as every engine takes it for nothing else. */
    static String literal(int point) {
        if ((point < 128 && Character.isLetterOrDigit(point)) || point == ' ' || point == '_')
            return Character.toString(point);
        return "\\x{" + Integer.toHexString(point) + "}";
    }

    /** How a group with a question mark begins, where JavaScript knows it. */
    static Optional<String> group(String pattern, int at) {
        Matcher start = GROUP.matcher(pattern).region(at, pattern.length());
        return start.lookingAt() ? Optional.of(start.group()) : Optional.empty();
    }

    /** The escape at this place outside a class; nothing where the pattern ends. */
    @Nullable
    Escape outside(int at) {
        if (at + 1 >= pattern.length()) return null;
        char letter = pattern.charAt(at + 1);
        return switch (letter) {
            case 'b', 'B' -> new Escape(2, -1, "\\" + letter, false, false);
            case 's' -> new Escape(2, -1, "[" + BLANK + "]", true, false);
            case 'S' -> new Escape(2, -1, "[^" + BLANK + "]", true, false);
            case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> back("\\" + letter, 2);
            case 'k' -> {
                int end = pattern.indexOf('>', at);
                yield pattern.startsWith("\\k<", at) && end > 0
                        ? back(pattern.substring(at, end + 1), end + 1 - at)
                        : point(2, 'k');
            }
            default -> anywhere(at);
        };
    }

    private static Escape back(String text, int length) {
        return new Escape(length, -1, text, true, true);
    }

    private static Escape point(int length, int point) {
        return new Escape(length, point, "", true, false);
    }

    /** The escape at this place inside a class; nothing where the pattern ends. */
    @Nullable
    Escape inside(int at) {
        if (at + 1 >= pattern.length()) return null;
        char letter = pattern.charAt(at + 1);
        return switch (letter) {
            case 'b' -> point(2, '\b');
            case 's' -> new Escape(2, -1, BLANK, true, false);
            case 'S' -> new Escape(2, -1, "\\S", true, false);
            default -> anywhere(at);
        };
    }

    private Escape anywhere(int at) {
        char letter = pattern.charAt(at + 1);
        return switch (letter) {
            case 'd', 'D', 'w', 'W' -> new Escape(2, -1, "\\" + letter, true, false);
            case 'n' -> point(2, '\n');
            case 'r' -> point(2, '\r');
            case 't' -> point(2, '\t');
            case 'f' -> point(2, '\f');
            case 'v' -> point(2, 0x0b);
            case '0' -> point(2, 0);
            case 'c' -> at + 2 < pattern.length() ? point(3, pattern.charAt(at + 2) & 31) : point(2, 'c');
            case 'x' -> hex(at, 2);
            case 'u' -> unicode(at);
            case 'p', 'P' -> property(at, letter);
            default -> point(1 + Character.charCount(pattern.codePointAt(at + 1)), pattern.codePointAt(at + 1));
        };
    }

    private Escape hex(int at, int digits) {
        int value = value(at + 2, at + 2 + digits);
        return value < 0 ? point(2, pattern.charAt(at + 1)) : point(2 + digits, value);
    }

    private Escape unicode(int at) {
        if (pattern.startsWith("{", at + 2)) {
            int end = pattern.indexOf('}', at);
            int value = end < 0 ? -1 : value(at + 3, end);
            return Character.isValidCodePoint(value) ? point(end + 1 - at, value) : point(2, 'u');
        }
        Escape first = hex(at, 4);
        int low = pattern.startsWith("\\u", at + 6) ? value(at + 8, at + 12) : -1;
        if (first.length() == 6 && Character.isHighSurrogate((char) first.point()) && low >= 0)
            if (Character.isLowSurrogate((char) low))
                return point(12, Character.toCodePoint((char) first.point(), (char) low));
        return first;
    }

    private int value(int from, int to) {
        if (to > pattern.length() || from >= to || to - from > 8) return -1;
        int value = 0;
        for (int at = from; at < to; at++) {
            int digit = Character.digit(pattern.charAt(at), 16);
            if (digit < 0) return -1;
            value = (value << 4) | digit;
        }
        return value;
    }

    /** A property of characters, which JavaScript knows with the flag u alone. */
    private Escape property(int at, char letter) {
        Matcher name = PROPERTY.matcher(pattern).region(at + 2, pattern.length());
        if (!unicode || !name.lookingAt()) return point(2, letter);
        String said = CATEGORIES.getOrDefault(name.group(2), name.group(2));
        boolean script =
                name.group(1) != null && name.group(1).toLowerCase(Locale.ROOT).startsWith("s");
        String text = "\\" + letter + "{" + (script && lookaround ? "Is" : "") + said + "}";
        return new Escape(2 + name.group().length(), -1, text, true, false);
    }
}
