package parley.engine.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import parley.engine.kernel.Refusal;

/**
 * A place in the stream of one conversation, written {@code <sequence>.<offset>}.
 *
 * @param sequence the last event of the journal that was seen; 0 before the first
 * @param offset how many UTF-16 units of the running turn's text were seen, stored or not; 0 where no turn runs
 */
public record Cursor(long sequence, int offset) implements Comparable<Cursor> {
    /** Before everything. */
    public static final Cursor START = new Cursor(0, 0);

    private static final Pattern FORM = Pattern.compile("(\\d{1,18})(?:\\.(\\d{1,9}))?");

    /** Reads {@code 17.42} or {@code 17}. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Cursor of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches())
            throw Refusal.invalid(
                    "a cursor is <sequence>.<offset>, such as 17.42; leave it out to start at the beginning");
        return new Cursor(
                Long.parseLong(matcher.group(1)), matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2)));
    }

    @Override
    public int compareTo(Cursor other) {
        int bySequence = Long.compare(sequence, other.sequence);
        return bySequence != 0 ? bySequence : Integer.compare(offset, other.offset);
    }

    @JsonValue
    @Override
    public String toString() {
        return sequence + "." + offset;
    }
}
