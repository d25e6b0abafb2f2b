package parley.engine.prompt;

import parley.engine.chunking.Chunker;
import parley.engine.chunking.ChunkerOptions;
import parley.engine.chunking.TextChunk;

/** Makes a text fit into some tokens, and shows where something is missing. Pairs of surrogates stay whole. */
record Cut(Tokens tokens) {
    /** Stands where something was cut out. */
    static final String MARK = "[…]";

    private static final String END = "…";
    /** Characters taken at a time: less is exact and slow, more is rough and fast. */
    private static final int STEP = 16;
    /** The marks are never more tokens than this, with the white space around them. */
    private static final int MARK_TOKENS = 8;

    /** The beginning of a text. */
    String end(String text, int room) {
        if (fits(text, room)) return text;
        return text.substring(0, head(text, room - MARK_TOKENS)).stripTrailing() + END;
    }

    /** The beginning and the end of a text. */
    String middle(String text, int room) {
        if (fits(text, room)) return text;
        int half = (room - MARK_TOKENS) / 2;
        int head = head(text, half);
        int tail = Math.max(head, tail(text, half));
        return text.substring(0, head).stripTrailing() + " " + MARK + " "
                + text.substring(tail).stripLeading();
    }

    /** The whole sentences at the beginning of a text; the beginning of the first one, where that is too long itself. */
    String sentences(String text, int room) {
        if (fits(text, room)) return text;
        Chunker chunker = new Chunker(ChunkerOptions.wholeSentences());
        int end = 0;
        int used = 0;
        for (int at = 0; at < text.length() && used <= room; at += STEP)
            for (TextChunk chunk : chunker.add(text.substring(at, Math.min(text.length(), at + STEP)))) {
                used += tokens.count(chunk.text()) + 1;
                if (used <= room && isWhole(chunk)) end = chunk.end();
            }
        return end == 0 ? end(text, room) : text.substring(0, end).strip();
    }

    /** The first sentence of a text. */
    static String first(String text) {
        Chunker chunker = new Chunker(ChunkerOptions.wholeSentences());
        for (int at = 0; at < text.length(); at += STEP)
            for (TextChunk chunk : chunker.add(text.substring(at, Math.min(text.length(), at + STEP))))
                if (isWhole(chunk)) return text.substring(0, chunk.end()).strip();
        return text.strip();
    }

    /** Whether a chunk ends a sentence, rather than a part of a very long one. */
    private static boolean isWhole(TextChunk chunk) {
        return chunk.kind() != TextChunk.Kind.CLAUSE;
    }

    /** Whether a text has no more tokens than {@code room}; most of the time its length alone tells. */
    boolean fits(String text, int room) {
        return Tokens.atMost(text) <= room || tokens.count(text, room) <= room;
    }

    private int head(String text, int room) {
        int end = 0;
        for (int used = 0; end < text.length(); ) {
            int next = whole(text, Math.min(text.length(), end + STEP), 1);
            used += tokens.count(text.substring(end, next));
            if (used > room) break;
            end = next;
        }
        return end;
    }

    private int tail(String text, int room) {
        int start = text.length();
        for (int used = 0; start > 0; ) {
            int next = whole(text, Math.max(0, start - STEP), -1);
            used += tokens.count(text.substring(next, start));
            if (used > room) break;
            start = next;
        }
        return start;
    }

    /** This place or the next one that does not part a pair. */
    private static int whole(String text, int at, int step) {
        boolean parts = at > 0
                && at < text.length()
                && Character.isLowSurrogate(text.charAt(at))
                && Character.isHighSurrogate(text.charAt(at - 1));
        return parts ? at + step : at;
    }
}
