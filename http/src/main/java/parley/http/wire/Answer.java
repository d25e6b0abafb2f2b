package parley.http.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.Chunk;
import parley.engine.llm.Usage;

/**
 * What of one answer has been read and not yet been told; a family's reader fills it, {@link AnswerStage} empties it.
 * Used by one stream only.
 *
 * <p>An answer is whole in two ways: {@link #over} was said after {@link #ends}, whatever becomes of the connection then;
 * or {@link #ends} was said and the connection was closed politely, or nothing more came. A connection that breaks
 * between the two has cut the answer off.
 */
public final class Answer {
    private static final char UNREADABLE = '\uFFFD';

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thought = new StringBuilder();
    private final List<Chunk> before = new ArrayList<>();
    private final List<Chunk.ToolCall> calls = new ArrayList<>();
    private Chunk.@Nullable Reason reason;
    private @Nullable Usage usage;
    private boolean over;

    /** Some more of what is said. */
    public void say(char[] characters, int from, int length) {
        if (!thought.isEmpty()) settle();
        text.append(characters, from, length);
    }

    /** Some more of what is said. */
    public void say(String more) {
        if (!thought.isEmpty()) settle();
        text.append(more);
    }

    /** Some more of what the model thinks to itself. */
    public void think(String more) {
        if (!text.isEmpty()) settle();
        thought.append(more);
    }

    /** A whole call of a tool; it is told once the answer is whole. */
    public void call(Chunk.ToolCall call) {
        calls.add(call);
    }

    /**
     * The family's mark of a good end: from here on the stream may end at any time, though more may still come. Said
     * twice, the last counts.
     */
    public void ends(Chunk.Reason why) {
        reason = why;
    }

    /** Nothing more will come: the connection can be closed, and no later event is read. */
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

    /** What was said and thought since the last call, in order; half a character waits for the other half. */
    void tell(Consumer<Chunk> listener) {
        if (!before.isEmpty()) {
            before.forEach(listener);
            before.clear();
        }
        String thinks = taken(thought);
        if (!thinks.isEmpty()) listener.accept(new Chunk.Thought(thinks));
        String says = taken(text);
        if (!says.isEmpty()) listener.accept(new Chunk.Text(says));
    }

    /** What was said since the last call; half a character, where an escape was split, waits for the other half. */
    public String takeText() {
        StringBuilder all = new StringBuilder();
        before.removeIf(it -> it instanceof Chunk.Text said && all.append(said.text()) != null);
        return all.append(taken(text)).toString();
    }

    /** What was thought since the last call. */
    public String takeThought() {
        StringBuilder all = new StringBuilder();
        before.removeIf(it -> it instanceof Chunk.Thought inner && all.append(inner.text()) != null);
        return all.append(taken(thought)).toString();
    }

    /** The calls since the last call. */
    public List<Chunk.ToolCall> takeCalls() {
        if (calls.isEmpty()) return List.of();
        List<Chunk.ToolCall> taken = List.copyOf(calls);
        calls.clear();
        return taken;
    }

    private void settle() {
        String thinks = taken(thought);
        String says = taken(text);
        if (!thinks.isEmpty()) before.add(new Chunk.Thought(thinks));
        if (!says.isEmpty()) before.add(new Chunk.Text(says));
    }

    private static String taken(StringBuilder from) {
        int end = from.length();
        if (end > 0 && Character.isHighSurrogate(from.charAt(end - 1))) end--;
        if (end == 0) return "";
        for (int at = 0; at < end; at++) if (Character.isSurrogate(from.charAt(at))) at = whole(from, at);
        String taken = from.substring(0, end);
        from.delete(0, end);
        return taken;
    }

    /** Half a character for itself can be neither stored nor sent. */
    private static int whole(StringBuilder from, int at) {
        boolean pair = Character.isHighSurrogate(from.charAt(at)) && Character.isLowSurrogate(from.charAt(at + 1));
        if (pair) return at + 1;
        from.setCharAt(at, UNREADABLE);
        return at;
    }
}
