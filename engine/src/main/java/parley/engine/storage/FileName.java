package parley.engine.storage;

import java.text.Normalizer;
import java.util.stream.IntStream;
import parley.engine.kernel.Refusal;

/** What people call a file: shown to them, never part of a path in the store. */
public record FileName(String value) {
    /** In UTF-16 units, as most file systems count. */
    public static final int LONGEST = 255;

    public FileName {
        if (value.isBlank() || value.equals(".") || value.equals(".."))
            throw Refusal.invalid("a file needs a name with a letter or a digit in it");
        if (value.length() > LONGEST)
            throw Refusal.invalid("the name of a file may have at most " + LONGEST + " characters");
        if (value.codePoints().anyMatch(FileName::isHidden))
            throw Refusal.invalid("the name of a file must not hold control characters or half characters");
    }

    /** The last part of what a client calls its file, composed as NFC: some clients send a whole path. */
    public static FileName of(String given) {
        String whole = Normalizer.normalize(given, Normalizer.Form.NFC);
        int slash = Math.max(whole.lastIndexOf('/'), whole.lastIndexOf('\\'));
        return new FileName(whole.substring(slash + 1).strip());
    }

    /** Controls, halves of characters, and marks that turn the direction of writing so that {@code exe} looks like {@code txt}. */
    private static boolean isHidden(int point) {
        return Character.isISOControl(point)
                || Character.getType(point) == Character.SURROGATE
                || IntStream.of(0x200E, 0x200F, 0x061C).anyMatch(it -> it == point)
                || (point >= 0x202A && point <= 0x202E)
                || (point >= 0x2066 && point <= 0x2069)
                || point == 0x2028
                || point == 0x2029;
    }
}
