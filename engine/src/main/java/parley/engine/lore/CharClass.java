package parley.engine.lore;

import org.jspecify.annotations.Nullable;

/**
 * A class of characters of a pattern, said so that neither engine reads its own unions, intersections or names into it.
 *
 * @param end where the pattern goes on
 */
record CharClass(String text, int end) {
    private static final String ANYTHING = "(?s:.)";
    private static final String NOTHING = "[^\\x00-\\x{10ffff}]";

    /** The class that begins here; nothing where it does not end. */
    static @Nullable CharClass at(String pattern, int start, Escapes escapes) {
        int at = start + 1;
        boolean inverted = pattern.startsWith("^", at);
        if (inverted) at++;
        StringBuilder text = new StringBuilder(inverted ? "[^" : "[");
        int first = at;
        boolean set = false;
        while (at < pattern.length()) {
            char letter = pattern.charAt(at);
            if (letter == ']') {
                if (at == first) return new CharClass(inverted ? ANYTHING : NOTHING, at + 1);
                return new CharClass(text.append(']').toString(), at + 1);
            }
            if (letter == '\\') {
                Escapes.Escape escape = escapes.inside(at);
                if (escape == null) return null;
                set = escape.point() < 0;
                text.append(set ? escape.text() : Escapes.literal(escape.point()));
                at += escape.length();
                continue;
            }
            int point = pattern.codePointAt(at);
            at += Character.charCount(point);
            // A hyphen makes a range only between two characters.
            boolean range =
                    point == '-' && at - 1 > first && !set && !pattern.startsWith("]", at) && !setAt(pattern, at);
            text.append(range ? "-" : Escapes.literal(point));
            set = false;
        }
        return null;
    }

    private static boolean setAt(String pattern, int at) {
        return pattern.startsWith("\\", at)
                && at + 1 < pattern.length()
                && "dDwWsSpP".indexOf(pattern.charAt(at + 1)) >= 0;
    }
}
