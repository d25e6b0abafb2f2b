package parley.http.migration;

import java.util.ArrayList;
import java.util.List;

/** Cuts texts to the lengths that are kept here, never within a character. */
final class Texts {
    static final int NAME = 100;
    static final int PLAN = 50;

    private Texts() {}

    static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, end(text, 0, longest));
    }

    /** The whole of it, in parts. */
    static List<String> parts(String text, int longest) {
        List<String> parts = new ArrayList<>();
        for (int from = 0; from < text.length(); ) {
            int to = end(text, from, longest);
            parts.add(text.substring(from, to));
            from = to;
        }
        return parts;
    }

    private static int end(String text, int from, int longest) {
        int to = Math.min(text.length(), from + longest);
        return to < text.length() && Character.isHighSurrogate(text.charAt(to - 1)) ? to - 1 : to;
    }
}
