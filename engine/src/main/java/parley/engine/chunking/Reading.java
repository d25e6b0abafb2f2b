package parley.engine.chunking;

/** Reads words forward, no further than a listed word still can go on. */
final class Reading {
    private static final int LONGEST = 24;

    private final Window window;
    private final Lexicon words;
    private int end;

    Reading(Window window, Language language) {
        this.window = window;
        this.words = language.words();
    }

    /** Which of some kinds the word at a place is; 0 as soon as it can be none of them. */
    int word(int place, int kinds) {
        return anyWord(place, kinds) & kinds;
    }

    boolean isWord(int place, int kinds) {
        return word(place, kinds) != 0;
    }

    private int anyWord(int place, int kinds) {
        boolean capital = Glyph.of(window.at(place)) == Glyph.UPPER;
        int node = Lexicon.ROOT;
        int at = place;
        for (; at - place < LONGEST; at++) {
            char it = window.at(at);
            boolean apostrophe = isApostrophe(it);
            if (!apostrophe && !Glyph.isWord(it)) break;
            int bits = words.bits(node, capital);
            int deeper = words.step(node, apostrophe ? '\'' : it);
            end = at;
            if (apostrophe && (bits & kinds) != 0) return bits;
            if (!words.leadsTo(deeper, kinds)) return 0;
            node = deeper;
            if (apostrophe && words.bits(node, capital) != 0) return words.bits(node, capital);
        }
        end = at;
        return words.bits(node, capital);
    }

    /** After the last word that was read, where it was read to its end. */
    int end() {
        return end;
    }

    /** Past the letters of a word and a period after it. */
    int pastWord(int place) {
        int at = place;
        while ((Glyph.isWord(window.at(at)) || isApostrophe(window.at(at)) || Glyph.of(window.at(at)) == Glyph.DASH)
                && at - place < LONGEST) at++;
        return at > place && window.at(at) == '.' ? at + 1 : at;
    }

    /** What any beginning of the text at a place can be, for scripts that join words. */
    int beginning(int place) {
        int node = Lexicon.ROOT;
        int all = 0;
        for (int at = place; at - place < LONGEST && node != Lexicon.NOWHERE; at++) {
            if (!Glyph.isWord(window.at(at))) break;
            node = words.step(node, window.at(at));
            all |= words.bits(node, false);
        }
        return all;
    }

    private static boolean isApostrophe(char it) {
        return it == '\'' || it == '’';
    }
}
