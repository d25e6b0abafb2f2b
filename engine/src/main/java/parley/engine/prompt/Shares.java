package parley.engine.prompt;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import parley.engine.prompt.Scene.Line;

/**
 * How the parts of a prompt divide a budget that is too small for all of them. Of what the order leaves, a persona takes
 * half at most and a summary a quarter; pinned lines take half of the room of all lines at most, so that a room full of
 * pins can still talk.
 *
 * @param order what the order takes, the persona and all that follows it left out
 * @param persona as much of the persona as its share holds
 * @param before as much of the summary as its share holds
 * @param allowance the largest share of a summary, in tokens
 * @param pins the numbers of the pinned lines that fit their share, newest first; older ones are like any other line
 * @param room what the lines beside the pins may take now
 * @param calm what they may take whatever the next summary's length: a summary is made so that they come well below
 */
record Shares(int order, String persona, String before, int allowance, Set<Integer> pins, int room, int calm) {
    /** What a wire adds around a message, and a cautious word for the seams between texts that are counted apart. */
    static final int SEAM = 8;

    private static final int PERSONA = 2;
    private static final int SUMMARY = 4;
    private static final int PINS = 2;

    static Shares of(Tokens tokens, Wording wording, Scene scene, List<Line> pinned, Budget budget) {
        Cut cut = new Cut(tokens);
        int order = tokens.count(wording.system(scene, Wording.Told.NOTHING)) + SEAM;
        int rest = Math.max(budget.prompt() - order, budget.prompt() / 2);
        int allowance = rest / SUMMARY;
        String persona = cut.end(wording.persona(scene), rest / PERSONA);
        String before = cut.sentences(wording.before(scene), allowance - SEAM);
        int speaking = rest - tokens.count(persona) - SEAM;
        int share = (speaking - allowance) / PINS;
        Set<Integer> kept = new HashSet<>();
        int left = share;
        for (Line pin : pinned.reversed()) {
            int cost = tokens.count(wording.quoted(pin), left) + SEAM;
            if (cost > left) break;
            left -= cost;
            kept.add(pin.line());
        }
        int lines = speaking - (share - left);
        int room = before.isEmpty() ? lines : lines - tokens.count(before) - SEAM;
        return new Shares(order, persona, before, allowance, Set.copyOf(kept), room, lines - allowance);
    }
}
