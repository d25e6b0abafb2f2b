package parley.http.companion;

/**
 * Text that comes in pieces without the characters that steer terminals and are not to be seen: all control characters but
 * tab and the ends of lines. What is cut between two pieces is put together again; half a character becomes U+FFFD. Used by
 * one text.
 */
final class PlainText {
    private static final char REPLACEMENT = '\uFFFD';

    private char held;

    /** The whole of one text. */
    static String of(String text) {
        PlainText plain = new PlainText();
        return plain.add(text) + plain.rest();
    }

    /** The next piece, as far as it is whole. */
    String add(String piece) {
        StringBuilder plain = new StringBuilder(piece.length() + 1);
        for (int at = 0; at < piece.length(); at++) add(piece.charAt(at), plain);
        return plain.toString();
    }

    private void add(char unit, StringBuilder plain) {
        boolean second = Character.isLowSurrogate(unit);
        if (held != 0) plain.append(second ? held : REPLACEMENT);
        if (second) plain.append(held == 0 ? REPLACEMENT : unit);
        held = Character.isHighSurrogate(unit) ? unit : 0;
        if (!Character.isSurrogate(unit) && isSeen(unit)) plain.append(unit);
    }

    private static boolean isSeen(char unit) {
        return !Character.isISOControl(unit) || unit == '\t' || unit == '\n' || unit == '\r';
    }

    /** What waited for the other half of a character. */
    String rest() {
        if (held == 0) return "";
        held = 0;
        return String.valueOf(REPLACEMENT);
    }
}
