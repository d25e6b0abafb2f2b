package parley.engine.macro;

import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dice as people write them: {@code 6}, {@code d6}, {@code 3d6+4}. */
final class Dice {
    private static final Pattern NOTATION =
            Pattern.compile("(?i)\\s*(?:(\\d{0,4})d)?(\\d{1,9}|%)\\s*(?:([+-])\\s*(\\d{1,9}))?\\s*");
    private static final int HUNDRED = 100;

    private Dice() {}

    /** What they show; nothing where that is no notation. */
    static String rolled(String notation, SplittableRandom chance) {
        Matcher found = NOTATION.matcher(notation);
        if (!found.matches()) return "";
        String many = found.group(1);
        int count = many == null || many.isEmpty() ? 1 : Integer.parseInt(many);
        int sides = found.group(2).equals("%") ? HUNDRED : Integer.parseInt(found.group(2));
        if (count < 1 || sides < 1) return "";
        long sum = 0;
        for (int die = 0; die < count; die++) sum += chance.nextInt(sides) + 1L;
        String more = found.group(4);
        if (more != null) sum += "-".equals(found.group(3)) ? -Long.parseLong(more) : Long.parseLong(more);
        return Long.toString(sum);
    }
}
