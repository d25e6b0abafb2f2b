package parley.engine.chunking;

/** The kinds of characters that the scan tells apart. */
final class Glyph {
    static final byte OTHER = 0;
    static final byte LOWER = 1;
    static final byte UPPER = 2;
    /** A letter of a script without case. */
    static final byte BARE = 3;

    static final byte DIGIT = 4;
    /** Belongs to the letter before it. */
    static final byte JOINED = 5;

    static final byte INVISIBLE = 6;
    static final byte SPACE = 7;
    static final byte NEWLINE = 8;
    /** An end of a sentence that can also be something else. */
    static final byte MARK = 9;
    /** An end of a sentence that needs no space after it. */
    static final byte WIDE_MARK = 10;

    static final byte OPEN = 11;
    static final byte CLOSE = 12;
    static final byte QUOTE = 13;
    static final byte CLAUSE = 14;
    static final byte MARKUP = 15;
    static final byte SYMBOL = 16;
    static final byte ANGLE = 17;
    static final byte DASH = 18;

    static final char ZERO_WIDTH_JOINER = '\u200D';

    /** Signs such as © and ° come before. */
    private static final char FIRST_PICTOGRAPH = '\u2190';

    private static final String MARKS = ".!?…‽‼⁇⁈⁉";
    private static final String WIDE_MARKS = "。！？｡．؟۔।॥።፧။၊។៕։߹᠃᠉⳹꓿꛳꛷꡶꡷";
    private static final String OPENS = "([{（【《〈〔［｛〖";
    private static final String CLOSES = ")]}）】》〉〕］｝〗";
    private static final String QUOTES = "\"'`“”„‟‘’‚‛«»‹›「」『』＂";
    private static final String CLAUSES = ",;:،؛，；：、·";
    private static final String DASHES = "-–—―‒‐‑−";
    private static final byte[] KINDS = kinds();

    private Glyph() {}

    static byte of(char it) {
        return KINDS[it];
    }

    static boolean isLetter(char it) {
        byte kind = KINDS[it];
        return kind >= LOWER && kind <= BARE;
    }

    /** A letter, a digit or what belongs to one. */
    static boolean isWord(char it) {
        byte kind = KINDS[it];
        return kind >= LOWER && kind <= JOINED;
    }

    static boolean isGap(char it) {
        byte kind = KINDS[it];
        return kind == SPACE || kind == NEWLINE;
    }

    static boolean isEnd(char it) {
        byte kind = KINDS[it];
        return kind == MARK || kind == WIDE_MARK;
    }

    /** Chinese, Japanese and Korean characters. */
    static boolean isWide(char it) {
        return in(it, '\u2E80', '\uD7A3') || in(it, '\uF900', '\uFAFF') || in(it, '\uFF00', '\uFFEF');
    }

    /** Chinese and Japanese characters: no spaces between words. */
    static boolean isIdeographic(char it) {
        return in(it, '\u2E80', '\u9FFF') || in(it, '\uF900', '\uFAFF') || in(it, '\uFF00', '\uFF9F');
    }

    /** Scripts that put spaces between sentences only: Thai, Lao, Khmer. */
    static boolean isSpaceless(char it) {
        return in(it, '\u0E00', '\u0EFF') || in(it, '\u1780', '\u17FF');
    }

    private static boolean in(char it, char from, char to) {
        return it >= from && it <= to;
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[Character.MAX_VALUE + 1];
        for (int it = 0; it < kinds.length; it++) kinds[it] = ofCategory((char) it);
        for (int it = 0x10D0; it <= 0x10FF; it++) kinds[it] = BARE;
        mark(kinds, MARKS, MARK);
        mark(kinds, WIDE_MARKS, WIDE_MARK);
        mark(kinds, OPENS, OPEN);
        mark(kinds, CLOSES, CLOSE);
        mark(kinds, QUOTES, QUOTE);
        mark(kinds, CLAUSES, CLAUSE);
        mark(kinds, DASHES, DASH);
        mark(kinds, "*_~", MARKUP);
        mark(kinds, "<", ANGLE);
        mark(kinds, "\n\r\u2028\u2029\u0085\u000B\u000C", NEWLINE);
        mark(kinds, "\uFE0F\uFE0E\u20E3", SYMBOL);
        return kinds;
    }

    private static void mark(byte[] kinds, String all, byte kind) {
        for (int at = 0; at < all.length(); at++) kinds[all.charAt(at)] = kind;
    }

    private static byte ofCategory(char it) {
        if (Character.isWhitespace(it) || Character.isSpaceChar(it)) return SPACE;
        return switch (Character.getType(it)) {
            case Character.UPPERCASE_LETTER, Character.TITLECASE_LETTER -> UPPER;
            case Character.LOWERCASE_LETTER -> LOWER;
            case Character.OTHER_LETTER, Character.MODIFIER_LETTER -> BARE;
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> DIGIT;
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> JOINED;
            case Character.FORMAT -> INVISIBLE;
            case Character.OTHER_SYMBOL -> it < FIRST_PICTOGRAPH ? OTHER : SYMBOL;
            case Character.SURROGATE -> it >= '\uD83C' && it <= '\uD83E' ? SYMBOL : surrogate(it);
            default -> OTHER;
        };
    }

    /** Low surrogates go with the character they end; other pairs are taken for letters. */
    private static byte surrogate(char it) {
        return Character.isLowSurrogate(it) ? JOINED : BARE;
    }
}
