package parley.engine.lore;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The macros that matter to a search (Character Card V3, Curly Braced Syntaxes): hidden keys wake other entries without
 * being told, comments are told to a person and wake nothing.
 */
final class Braces {
    private static final String HIDDEN_KEY = "hiddenkey:";
    private static final String COMMENT = "comment:";
    private static final String REMARK = "//";

    private Braces() {}

    /** Where the macro that opens here ends; -1 where it does not. */
    static int end(String text, int open) {
        int depth = 0;
        for (int at = open; at + 1 < text.length(); at++) {
            if (text.startsWith("{{", at)) {
                depth++;
                at++;
            } else if (text.startsWith("}}", at)) {
                at++;
                if (--depth == 0) return at + 1;
            }
        }
        return -1;
    }

    /** What is hidden in a text for the search. */
    static List<String> hiddenKeys(String text) {
        List<String> hidden = new ArrayList<>();
        int open = text.indexOf("{{");
        while (open >= 0) {
            int end = end(text, open);
            if (end < 0) break;
            String inside = text.substring(open + 2, end - 2);
            int colon = inside.indexOf(':');
            if (colon >= 0 && named(inside.substring(0, colon + 1)).equals(HIDDEN_KEY))
                hidden.add(inside.substring(colon + 1).strip());
            open = text.indexOf("{{", end);
        }
        return hidden;
    }

    /** A text without its comments. */
    static String searched(String text) {
        int open = text.indexOf("{{");
        if (open < 0) return text;
        StringBuilder searched = new StringBuilder();
        int from = 0;
        while (open >= 0) {
            int end = end(text, open);
            if (end < 0) break;
            String inside = text.substring(open + 2, end - 2).strip();
            if (inside.startsWith(REMARK) || named(inside).startsWith(COMMENT)) {
                searched.append(text, from, open);
                from = end;
            }
            open = text.indexOf("{{", end);
        }
        return searched.append(text, from, text.length()).toString();
    }

    /** A macro's name as RisuAI compares it: without case, blanks, hyphens and underscores. */
    private static String named(String said) {
        int end = Math.min(said.length(), 2 * HIDDEN_KEY.length());
        return said.substring(0, end).toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
    }
}
