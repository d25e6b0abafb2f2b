package parley.engine.kernel;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many credits something takes and how many there are. Its words are those that the first product's frontends look
 * for ({@code Insufficient credits … Required: N, Available: N}), and it is read out of them again.
 */
public record Shortage(long required, long available) {
    private static final Pattern WORDS = Pattern.compile("Required: (\\d{1,18}), Available: (\\d{1,18})");

    /** The shortage that a refusal tells of. */
    public static Optional<Shortage> in(Refusal refusal) {
        if (refusal.kind() != Refusal.Kind.EXHAUSTED) return Optional.empty();
        Matcher words = WORDS.matcher(refusal.reason());
        return words.find()
                ? Optional.of(new Shortage(Long.parseLong(words.group(1)), Long.parseLong(words.group(2))))
                : Optional.empty();
    }

    String words() {
        return "Required: " + required + ", Available: " + available;
    }
}
