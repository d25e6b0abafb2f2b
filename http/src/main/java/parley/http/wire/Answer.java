package parley.http.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.Chunk;
import parley.engine.llm.Usage;

/**
 * What of one answer has been read and not yet been told; a family's reader fills it, {@link AnswerStage} empties it.
 * Used by one stream only.
 */
public final class Answer {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thought = new StringBuilder();
    private final List<Chunk.ToolCall> calls = new ArrayList<>();
    private Chunk.@Nullable Reason reason;
    private @Nullable Usage usage;
    private boolean over;

    /** Some more of what is said. */
    public void say(char[] characters, int from, int length) {
        text.append(characters, from, length);
    }

    /** Some more of what is said. */
    public void say(String more) {
        text.append(more);
    }

    /** Some more of what the model thinks to itself. */
    public void think(String more) {
        thought.append(more);
    }

    /** A whole call of a tool. */
    public void call(Chunk.ToolCall call) {
        calls.add(call);
    }

    /** The family's mark of a good end: from here on the stream may end at any time, though more may still come. */
    public void ends(Chunk.Reason why) {
        reason = why;
    }

    /** Nothing more will come: the connection can be closed. */
    public void over() {
        over = true;
    }

    /** What the provider says was used so far; each report replaces the one before. */
    public void used(Usage report) {
        usage = report;
    }

    public boolean isOver() {
        return over;
    }

    public Optional<Chunk.Reason> reason() {
        return Optional.ofNullable(reason);
    }

    public Optional<Usage> usage() {
        return Optional.ofNullable(usage);
    }

    /** What was said since the last call; half a character, where an escape was split, waits for the other half. */
    public String takeText() {
        return taken(text);
    }

    /** What was thought since the last call. */
    public String takeThought() {
        return taken(thought);
    }

    /** The calls since the last call. */
    public List<Chunk.ToolCall> takeCalls() {
        if (calls.isEmpty()) return List.of();
        List<Chunk.ToolCall> taken = List.copyOf(calls);
        calls.clear();
        return taken;
    }

    private static String taken(StringBuilder from) {
        int end = from.length();
        if (end > 0 && Character.isHighSurrogate(from.charAt(end - 1))) end--;
        if (end == 0) return "";
        String taken = from.substring(0, end);
        from.delete(0, end);
        return taken;
    }
}
