package parley.engine.macro;

import java.util.ArrayList;
import java.util.List;

/**
 * A macro that is open: its text so far, and where in it the marks stand that were written there. What came out of inner
 * macros has no marks.
 */
final class Frame {
    private static final String COMMENT = "//";
    /** {@code {{time_UTC-4}}}, whose sign counts. */
    private static final String ZONED = "timeutc";

    final StringBuilder text = new StringBuilder();
    private final List<Integer> commas = new ArrayList<>();
    private final List<Integer> colons = new ArrayList<>();
    private int filled = Integer.MAX_VALUE;

    void comma() {
        commas.add(text.length());
    }

    void colons() {
        colons.add(text.length());
    }

    /** From here on the text is not only what was written. */
    void filled() {
        filled = Math.min(filled, text.length());
    }

    /** The call that the text is. A name that another macro gave calls nothing. */
    Call call() {
        String whole = text.toString();
        int from = blanks(whole, 0);
        if (whole.startsWith(COMMENT, from) && filled > from) return new Call(COMMENT, true, "", List.of());
        int end = from;
        while (end < whole.length() && whole.charAt(end) != ':' && !Character.isWhitespace(whole.charAt(end))) end++;
        if (filled < end || filled == from) return Call.UNKNOWN;
        String name = Call.plain(whole.substring(from, end));
        int rest = blanks(whole, end);
        if (name.startsWith(ZONED))
            return new Call("time", true, whole.substring(from + "time_".length(), end), List.of());
        int start = rest + (whole.startsWith("::", rest) ? 2 : whole.startsWith(":", rest) ? 1 : 0);
        return new Call(name, rest < whole.length(), whole.substring(start), choices(start));
    }

    private static int blanks(String whole, int from) {
        int at = from;
        while (at < whole.length() && Character.isWhitespace(whole.charAt(at))) at++;
        return at;
    }

    private List<String> choices(int start) {
        List<Integer> doubled = colons.stream().filter(it -> it >= start).toList();
        return doubled.isEmpty() ? split(start, commas, 1) : split(start, doubled, 2);
    }

    private List<String> split(int start, List<Integer> marks, int width) {
        List<String> parts = new ArrayList<>();
        int from = start;
        for (int mark : marks) {
            if (mark < from) continue;
            parts.add(part(from, mark));
            from = mark + width;
        }
        parts.add(part(from, text.length()));
        return parts;
    }

    private String part(int from, int to) {
        return text.substring(from, to).strip().replace("\\,", ",");
    }
}
