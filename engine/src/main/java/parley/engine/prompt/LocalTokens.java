package parley.engine.prompt;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;

/**
 * Counts with the o200k vocabulary and adds a quarter, because most models here have another tokenizer: those with large
 * vocabularies differ by less than that, those with small ones by about that in English and by more in other scripts,
 * where the bytes are the bound. The vocabulary is read at the first count, which takes some tenths of a second.
 */
final class LocalTokens implements Tokens {
    static final LocalTokens INSTANCE = new LocalTokens();
    private static final double MARGIN = 1.25;
    /** Characters counted in one go: long texts of one letter take long, and a count can stop between two pieces. */
    private static final int PIECE = 4096;

    private LocalTokens() {}

    @Override
    public int count(String text) {
        return count(text, Integer.MAX_VALUE);
    }

    @Override
    public int count(String text, int most) {
        long exact = 0;
        for (int from = 0; from < text.length(); ) {
            if (exact > most) return most + 1;
            int to = end(text, from);
            exact += Vocabulary.O200K.countTokensOrdinary(text.substring(from, to));
            from = to;
        }
        return (int) Math.min((long) Math.ceil(exact * MARGIN), Tokens.atMost(text));
    }

    /** After the last word that ends in this piece, or in its middle where it has none. */
    private static int end(String text, int from) {
        int to = from + PIECE;
        if (to >= text.length()) return text.length();
        int space = text.lastIndexOf(' ', to);
        if (space > from) return space;
        return Character.isLowSurrogate(text.charAt(to)) ? to - 1 : to;
    }

    /** Held apart so that rooms that are short enough never load it. */
    private static final class Vocabulary {
        static final Encoding O200K = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    }
}
