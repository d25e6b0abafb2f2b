package parley.engine.floor;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A text as words and marks, without regard to case and width. A letter of a script that writes no spaces is a word of
 * its own; every mark is one too.
 */
record Reading(List<Token> tokens) {
    private static final Set<UnicodeScript> SPACELESS = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);
    private static final int EMOJI_STYLE = 0xFE0F;

    /**
     * A word or a mark.
     *
     * @param glued whether nothing stands between it and the one before
     * @param opening whether it is the first of its line
     */
    record Token(String text, boolean word, boolean glued, boolean opening) {}

    static Reading of(String text) {
        Reader reader = new Reader();
        folded(text).codePoints().forEach(reader::take);
        return new Reading(reader.finished());
    }

    /** Two texts that differ in case, width or white space alone are folded to one. */
    static String folded(String text) {
        String even = Normalizer.normalize(text, Normalizer.Form.NFKC);
        return even.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /** The same without some marks. */
    Reading without(Set<String> marks) {
        List<Token> kept = new ArrayList<>();
        boolean cut = false;
        boolean opening = false;
        for (Token token : tokens) {
            boolean opens = opening || token.opening();
            boolean dropped = marks.contains(token.text());
            if (!dropped) kept.add(new Token(token.text(), token.word(), token.glued() && !cut, opens));
            opening = dropped && opens;
            cut = dropped;
        }
        return new Reading(kept);
    }

    /** Just the texts of the tokens. */
    List<String> words() {
        return tokens.stream().map(Token::text).toList();
    }

    /** Whether these words stand in the text, one after the other. */
    boolean holds(List<String> phrase) {
        if (phrase.isEmpty()) return false;
        for (int at = 0; at + phrase.size() <= tokens.size(); at++) if (holds(phrase, at)) return true;
        return false;
    }

    boolean holds(List<String> phrase, int at) {
        if (at + phrase.size() > tokens.size()) return false;
        for (int word = 0; word < phrase.size(); word++)
            if (!tokens.get(at + word).text().equals(phrase.get(word))) return false;
        return true;
    }

    private static boolean isWord(int letter) {
        return Character.isLetterOrDigit(letter) || letter == '_' || isAccent(letter);
    }

    private static boolean isAccent(int letter) {
        return switch (Character.getType(letter)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    /** Cuts letter by letter. */
    private static final class Reader {
        private final List<Token> tokens = new ArrayList<>();
        private final StringBuilder word = new StringBuilder();
        private boolean glued;
        private boolean opening = true;
        private boolean whole;

        void take(int letter) {
            if (Character.getType(letter) == Character.FORMAT || letter == EMOJI_STYLE) return;
            if (Character.isWhitespace(letter) || Character.isSpaceChar(letter) || Character.isISOControl(letter)) {
                close();
                glued = false;
                opening |= letter == '\n' || letter == '\r';
            } else if (isWord(letter)) takeWord(letter);
            else {
                close();
                add(Character.toString(letter), false);
            }
        }

        private void takeWord(int letter) {
            boolean spaceless = SPACELESS.contains(UnicodeScript.of(letter)) && !isAccent(letter);
            if (spaceless || (whole && !isAccent(letter))) close();
            whole = spaceless || (whole && !word.isEmpty());
            word.appendCodePoint(letter);
        }

        private void close() {
            whole = false;
            if (word.isEmpty()) return;
            add(word.toString(), true);
            word.setLength(0);
        }

        private void add(String text, boolean isWord) {
            tokens.add(new Token(text, isWord, glued, opening));
            glued = true;
            opening = false;
        }

        List<Token> finished() {
            close();
            return List.copyOf(tokens);
        }
    }
}
