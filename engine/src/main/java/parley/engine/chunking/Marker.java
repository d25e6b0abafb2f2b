package parley.engine.chunking;

/** Reads what can stand before an item of a list: a bullet, a number or a letter, and the mark after it. */
final class Marker {
    private static final String BULLETS = "•⁃◦▪●‣∙○■";
    private static final String LINE_BULLETS = "-*+–";
    private static final String ROMAN = "ivx";
    private static final int LONGEST_NUMBER = 3;
    private static final int NO_VALUE = -9;

    private final Window window;
    private int end;
    private char style;
    private int value = NO_VALUE;
    private int roman = NO_VALUE;
    private boolean capital;

    Marker(Window window) {
        this.window = window;
    }

    /** Reads at a place; whether a marker stands there, which then ends at {@link #end}. */
    boolean read(int place, boolean lineStart) {
        char first = window.at(place);
        value = roman = NO_VALUE;
        capital = false;
        if (BULLETS.indexOf(first) >= 0) return bullet(first, place + 1);
        if (lineStart && LINE_BULLETS.indexOf(first) >= 0 && Glyph.of(window.at(place + 1)) == Glyph.SPACE)
            return bullet(first, place + 1);
        int after = first >= '0' && first <= '9' ? number(place, lineStart) : letters(place);
        return after > place && closed(after);
    }

    /** Whether it may open an item within a line: a number there is more often the end of a sentence. */
    boolean opensWithinLine(Marker before) {
        return style != '.' || value <= 1 || value == NO_VALUE || roman != NO_VALUE || capital || follows(before);
    }

    /** Takes what was read from another marker. */
    void set(Marker other) {
        end = other.end;
        style = other.style;
        value = other.value;
        roman = other.roman;
        capital = other.capital;
    }

    void none() {
        style = 0;
    }

    boolean isSet() {
        return style != 0;
    }

    int end() {
        return end;
    }

    boolean isBullet() {
        return value == NO_VALUE && roman == NO_VALUE;
    }

    /** A single capital and a period: as likely a name as an item. */
    boolean isInitial() {
        return capital && style == '.';
    }

    /** Whether this marker is the next of the same list, which may go on within one line. */
    boolean follows(Marker before) {
        if (before.style == 0 || style != before.style || capital != before.capital || isInitial()) return false;
        if (isBullet()) return BULLETS.indexOf(style) >= 0;
        return value == before.value + 1 || (roman != NO_VALUE && roman == before.roman + 1);
    }

    private boolean bullet(char is, int after) {
        style = is;
        end = after;
        return true;
    }

    private int number(int place, boolean lineStart) {
        int most = lineStart ? LONGEST_NUMBER : LONGEST_NUMBER - 1;
        int at = place;
        int sum = 0;
        for (; window.at(at) >= '0' && window.at(at) <= '9'; at++) {
            if (at - place == most) return place;
            sum = sum * 10 + window.at(at) - '0';
        }
        value = sum;
        return at;
    }

    private int letters(int place) {
        char first = window.at(place);
        char small = Character.toLowerCase(first);
        if (small < 'a' || small > 'z') return place;
        capital = small != first;
        int at = place + 1;
        if (ROMAN.indexOf(small) >= 0) {
            while (at < place + 4 && ROMAN.indexOf(window.at(at)) >= 0 && !capital) at++;
            roman = romanValue(place, at);
        }
        if (at == place + 1) value = small - 'a';
        return at;
    }

    private int romanValue(int from, int to) {
        int sum = 0;
        for (int at = from; at < to; at++) {
            int digit = digit(window.at(at));
            sum += at + 1 < to && digit < digit(window.at(at + 1)) ? -digit : digit;
        }
        return sum;
    }

    private static int digit(char it) {
        return switch (it) {
            case 'i', 'I' -> 1;
            case 'v', 'V' -> 5;
            default -> 10;
        };
    }

    /** After the number or letter: a period, a bracket or both, and then a space. */
    private boolean closed(int after) {
        char mark = window.at(after);
        if (mark != '.' && mark != ')') return false;
        style = mark;
        end = after + 1;
        if (mark == '.' && window.at(end) == ')') {
            style = ':';
            end++;
        }
        return Glyph.isGap(window.at(end));
    }
}
