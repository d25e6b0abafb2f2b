package parley.http.wire;

import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps an answer to its speaker's own words. The lines of a room carry names, and models echo them: the speaker's own
 * name at the start of a line goes ({@code Ada: hello} becomes {@code hello}), and where the model goes on in somebody
 * else's name the answer is over. An answer that begins in another name says nothing until its speaker's own comes up.
 * White space before the first word goes too. Holds text back only at the start of a line and while it may still be a
 * name, so no more than the longest name and its marks; how the text is split on its way here makes no difference.
 */
public final class OwnWords {
    private static final List<Marks> MARKS = List.of(
            new Marks("*", "*"),
            new Marks("**", "**"),
            new Marks("_", "_"),
            new Marks("__", "__"),
            new Marks("[", "]"));

    private final List<String> own;
    private final List<String> others;
    private final StringBuilder held = new StringBuilder();
    private boolean lineStart;
    private boolean gap;
    private boolean spoken;
    private boolean skipping;
    private boolean over;

    public OwnWords(String speaker, List<String> others) {
        this(speaker, others, false);
    }

    /** Where the answer goes on from its beginning ({@code begun}), its first word may stand in the middle of a line. */
    public OwnWords(String speaker, List<String> others, boolean begun) {
        this.lineStart = !begun;
        this.gap = !begun;
        this.spoken = begun;
        this.own = tags(speaker).toList();
        this.others = others.stream()
                .filter(it -> !it.equalsIgnoreCase(speaker))
                .flatMap(OwnWords::tags)
                .toList();
    }

    /** What of the text can be told now. */
    public String add(String text) {
        if (!lineStart && !skipping && !over && text.indexOf('\n') < 0) return text;
        StringBuilder said = new StringBuilder();
        for (int at = 0; at < text.length() && !over; at++) {
            char next = text.charAt(at);
            if (lineStart) begin(next, said);
            else say(next, said);
        }
        return said.toString();
    }

    /** Whether the model went on as somebody else: nothing more will be told. */
    public boolean over() {
        return over;
    }

    /** The answer has ended: what was still held back. */
    public String end() {
        StringBuilder said = new StringBuilder();
        release(said);
        return said.toString();
    }

    private void begin(char next, StringBuilder said) {
        if (held.isEmpty() && Character.isWhitespace(next)) {
            if (!gap) say(next, said);
            lineStart = true;
            return;
        }
        held.append(next);
        String seen = held.toString();
        if (own.stream().anyMatch(it -> it.equalsIgnoreCase(seen))) {
            held.setLength(0);
            skipping = false;
            gap = true;
        } else if (others.stream().anyMatch(it -> it.equalsIgnoreCase(seen))) {
            held.setLength(0);
            over = spoken;
            skipping = true;
            lineStart = false;
        } else if (Stream.concat(own.stream(), others.stream())
                .noneMatch(it -> it.regionMatches(true, 0, seen, 0, seen.length()))) {
            release(said);
        }
    }

    private void release(StringBuilder said) {
        for (int at = 0; at < held.length(); at++) say(held.charAt(at), said);
        held.setLength(0);
    }

    private void say(char next, StringBuilder said) {
        lineStart = next == '\n';
        if (skipping) return;
        gap = false;
        spoken = true;
        said.append(next);
    }

    private static Stream<String> tags(String name) {
        if (name.isBlank()) return Stream.empty();
        return Stream.of(":", "：")
                .flatMap(colon ->
                        Stream.concat(Stream.of(name + colon), MARKS.stream().flatMap(it -> it.around(name, colon))));
    }

    /** What models put around a name, inside or outside of the colon. */
    private record Marks(String open, String close) {
        Stream<String> around(String name, String colon) {
            return Stream.of(open + name + colon + close, open + name + close + colon);
        }
    }
}
