package parley.engine.lore;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills macros in keys: in words as they are, in patterns so that what comes in stands for itself alone. */
final class KeyText {
    private static final Pattern NAME =
            Pattern.compile("(?<!\\(\\?|\\(\\?P|\\\\k)<(?:user|bot|char)>", Pattern.CASE_INSENSITIVE);

    private KeyText() {}

    /** Whether a key may hold macros. */
    static boolean filled(String key) {
        return key.contains("{{") || (key.indexOf('<') >= 0 && NAME.matcher(key).find());
    }

    /** A pattern in which a user called {@code K.m} does not match {@code Kim}. */
    static String quoted(String pattern, UnaryOperator<String> expand) {
        StringBuilder filled = new StringBuilder();
        int at = 0;
        while (at < pattern.length()) {
            int open = pattern.indexOf("{{", at);
            int end = open < 0 ? -1 : Braces.end(pattern, open);
            if (end < 0) break;
            filled.append(pattern, at, open);
            String macro = pattern.substring(open, end);
            String value = expand.apply(macro);
            filled.append(value.equals(macro) ? macro : quoted(value));
            at = end;
        }
        filled.append(pattern, at, pattern.length());
        return NAME.matcher(filled).replaceAll(it -> Matcher.quoteReplacement(quoted(expand.apply(it.group()))));
    }

    /** A text as a pattern of JavaScript that matches nothing else. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (letter == '\n') quoted.append("\\n");
            else {
                if (letter > ' ' && letter < 128 && !Character.isLetterOrDigit(letter) && letter != '_')
                    quoted.append('\\');
                quoted.append(letter);
            }
        }
        return quoted.toString();
    }
}
