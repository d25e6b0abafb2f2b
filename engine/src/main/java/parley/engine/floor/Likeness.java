package parley.engine.floor;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * How alike two texts are: the share of runs of five letters that both have. Case, width, marks and white space do not
 * count. Linear in the texts, of which beginning and end are looked at where they are long.
 */
final class Likeness {
    private static final int RUN = 5;
    private static final int LONGEST = 4_000;
    private static final long PRIME = 0x100000001B3L;

    private final long[] runs;

    private Likeness(long[] runs) {
        this.runs = runs;
    }

    static Likeness of(String text) {
        int[] letters = Reading.folded(ends(text))
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .toArray();
        int count = letters.length == 0 ? 0 : Math.max(1, letters.length - RUN + 1);
        return new Likeness(IntStream.range(0, count)
                .mapToLong(start -> run(letters, start))
                .sorted()
                .distinct()
                .toArray());
    }

    /** 0 for nothing in common, 1 for all; a text without letters is like no other. */
    double to(Likeness other) {
        int common = 0;
        for (int here = 0, there = 0; here < runs.length && there < other.runs.length; ) {
            int order = Long.compare(runs[here], other.runs[there]);
            if (order == 0) common++;
            if (order <= 0) here++;
            if (order >= 0) there++;
        }
        int all = runs.length + other.runs.length - common;
        return common == 0 ? 0 : (double) common / all;
    }

    private static String ends(String text) {
        if (text.length() <= LONGEST) return text;
        return text.substring(0, LONGEST / 2) + text.substring(text.length() - LONGEST / 2);
    }

    private static long run(int[] letters, int start) {
        long run = 0;
        for (int at = start; at < Math.min(start + RUN, letters.length); at++) run = run * PRIME + letters[at] + 1;
        return run;
    }

    /** How many of the latest replies were said before, as good as word for word. */
    static int repeated(List<Floor.Said> replies, double similarity) {
        List<Likeness> seen = replies.stream().map(it -> of(it.text())).toList();
        return (int) IntStream.range(0, seen.size())
                .filter(reply ->
                        seen.subList(0, reply).stream().anyMatch(it -> isLike(it, seen.get(reply), similarity)))
                .count();
    }

    /** Whether the last four replies are two agents in turn saying the same pair twice. */
    static boolean pingPong(List<Floor.Said> replies, double similarity) {
        if (replies.size() < 4) return false;
        List<Floor.Said> last = replies.subList(replies.size() - 4, replies.size());
        boolean inTurn = Objects.equals(last.get(0).agent(), last.get(2).agent())
                && Objects.equals(last.get(1).agent(), last.get(3).agent())
                && !Objects.equals(last.get(0).agent(), last.get(1).agent());
        if (!inTurn) return false;
        List<Likeness> seen = last.stream().map(it -> of(it.text())).toList();
        return isLike(seen.get(0), seen.get(2), similarity) && isLike(seen.get(1), seen.get(3), similarity);
    }

    private static boolean isLike(Likeness one, Likeness other, double similarity) {
        return one.runs.length > 0 && other.runs.length > 0 && one.to(other) >= similarity;
    }
}
