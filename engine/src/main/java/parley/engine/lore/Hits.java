package parley.engine.lore;

import java.util.Arrays;

/**
 * Where the words of an index were found: how near to the newest message, and in which of the other texts. Messages are
 * read from the newest, so that the first find is the nearest.
 */
final class Hits {
    private static final int NEVER = Integer.MAX_VALUE;
    private static final int TALK = 1;

    private final KeyIndex index;
    private final int[] nearest;
    private final int[] nearestWhole;
    private final int[] texts;
    private final int[] textsWhole;
    /** In which text all that can end in a state is known: there is no need to look again. */
    private final int[] known;

    Hits(KeyIndex index) {
        this.index = index;
        this.nearest = new int[index.words()];
        this.nearestWhole = new int[index.words()];
        this.texts = new int[index.words()];
        this.textsWhole = new int[index.words()];
        this.known = new int[index.states()];
        Arrays.fill(nearest, NEVER);
        Arrays.fill(nearestWhole, NEVER);
    }

    /** Reads the message that is so far from the newest one. */
    void message(String text, int distance) {
        read(text, TALK, distance, 0);
    }

    /** Reads another text, known by its bit. */
    void text(String text, int bit) {
        read(text, TALK + bit, NEVER, bit);
    }

    private void read(String text, int place, int distance, int bit) {
        if (index.words() == 0) return;
        int state = 0;
        for (int at = 0; at < text.length(); at++) {
            state = index.step(state, text.charAt(at));
            int ending = index.ending(state);
            if (ending == KeyIndex.NOWHERE || known[state] == place) continue;
            boolean all = true;
            for (int here = ending; here != KeyIndex.NOWHERE; here = index.shorter(here))
                all &= noted(text, at + 1, index.word(here), distance, bit);
            if (all) known[state] = place;
        }
    }

    /** Notes a find; whether nothing more is to be known of this word in this text. */
    private boolean noted(String text, int end, int word, int distance, int bit) {
        nearest[word] = Math.min(nearest[word], distance);
        texts[word] |= bit;
        if (!index.whole(word)) return true;
        if (bit == 0 ? nearestWhole[word] != NEVER : (textsWhole[word] & bit) != 0) return true;
        if (!Words.endsAt(text, end) || !Words.beginsAt(text, end - index.length(word))) return false;
        nearestWhole[word] = Math.min(nearestWhole[word], distance);
        textsWhole[word] |= bit;
        return true;
    }

    /** Whether a word stands in one of the newest messages or in one of the texts with these bits. */
    boolean found(int word, boolean whole, int depth, int bits) {
        if (whole) return nearestWhole[word] < depth || (textsWhole[word] & bits) != 0;
        return nearest[word] < depth || (texts[word] & bits) != 0;
    }
}
