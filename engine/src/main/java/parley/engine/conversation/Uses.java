package parley.engine.conversation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import parley.engine.llm.Chunk;
import parley.engine.llm.ToolUse;
import parley.engine.llm.Usage;
import parley.engine.tool.AllowedTool;

/**
 * The tools that a turn has wanted to use so far. Only its own model is told of them, and only within the turn: a later
 * turn knows what was said and nothing of what was looked up for it.
 *
 * @param made all of them in order, those of lost attempts among them
 * @param spent what this attempt used up to its last step with tools
 */
record Uses(List<Use> made, Usage spent) {
    static final Uses NONE = new Uses(List.of(), Usage.NONE);

    /** Told of a call that was running when its process died, since it is never run again. */
    static final String UNKNOWN = "the outcome is unknown: the server stopped while the tool ran";

    static final String STOPPED = "stopped";
    private static final String UNASKED = "nobody allowed it before the server stopped; it did not run";
    private static final int LONGEST_NAME = 64;

    Uses {
        made = List.copyOf(made);
    }

    /** The number of the next call. */
    int next() {
        return made.size() + 1;
    }

    /** How often the model has wanted tools. */
    int steps() {
        return made.isEmpty() ? 0 : made.getLast().step();
    }

    /** The call that waits or runs. */
    Optional<Use> unanswered() {
        return made.stream().filter(it -> it.result() == null).findFirst();
    }

    Optional<Use> call(int number) {
        return made.stream().filter(it -> it.call() == number).findFirst();
    }

    /** Characters of what was wanted and what came of it. */
    int length() {
        return made.stream().mapToInt(Use::length).sum();
    }

    @JsonIgnore
    boolean isEmpty() {
        return made.isEmpty();
    }

    /** The same after an event, with so much of the turn's text said before it. */
    Uses after(ConversationEvent.ToolEvent event, int offset) {
        return switch (event) {
            case ToolCalled it -> {
                List<Use> more = new ArrayList<>(made);
                more.add(Use.of(it, offset));
                yield new Uses(more, it.usage() == null ? spent : spent.plus(it.usage()));
            }
            case ToolApproved it -> changed(it.call(), use -> use.approved(it.who()));
            case ToolRefused _ -> this;
            case ToolAnswered it -> changed(it.call(), use -> use.answered(it.result(), it.failed()));
        };
    }

    private Uses changed(int call, UnaryOperator<Use> change) {
        return new Uses(
                made.stream()
                        .map(it -> it.call() == call ? change.apply(it) : it)
                        .toList(),
                spent);
    }

    /** What was written of a turn whose text has this length, after a prompt of so many tokens. */
    Usage written(int length, long input) {
        if (spent.equals(Usage.NONE))
            return new Usage(input, Usage.estimate(0, length).outputTokens(), true);
        return spent.plus(Usage.estimate(0, Math.max(0, length - made.getLast().offset())));
    }

    /** What the next attempt begins with, where nothing is kept of the text. */
    Uses struck(int kept) {
        return new Uses(kept == 0 ? made.stream().map(Use::struck).toList() : made, Usage.NONE);
    }

    /** What the model is told of them. */
    List<ToolUse> told(String text, List<AllowedTool> tools) {
        List<ToolUse> told = new ArrayList<>();
        int from = 0;
        for (Use it : made) {
            String result = it.result();
            if (result == null) continue;
            int to = Math.clamp(it.offset(), from, text.length());
            String arguments = Calling.isObject(it.arguments()) ? it.arguments() : "{}";
            Chunk.ToolCall call = new Chunk.ToolCall(it.id(), name(it.tool(), tools), arguments, it.echo());
            told.add(new ToolUse(text.substring(from, to), call, result, it.failed()));
            from = to;
        }
        return told;
    }

    /** By the name that the model knows; one that there is not is told as providers take it. */
    private static String name(String tool, List<AllowedTool> tools) {
        return tools.stream()
                .filter(it -> it.path().equals(tool))
                .map(it -> it.spec().name())
                .findFirst()
                .orElseGet(() -> {
                    String plain = tool.replaceAll("[^A-Za-z0-9_-]", "_");
                    return plain.isEmpty() ? "unknown" : plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
                });
    }

    /** The turn ends: what waits or runs is not waited for. */
    static List<ConversationEvent> stopped(OpenTurn open, Instant now) {
        return open.uses().unanswered().stream()
                .map(it -> (ConversationEvent) answered(open, it, STOPPED, now))
                .toList();
    }

    /** The attempt was lost: nobody knows what became of what was running, and nobody waits for leave any more. */
    static List<ConversationEvent> lost(OpenTurn open, Instant now) {
        return open.uses().unanswered().stream()
                .flatMap(it -> it.waits()
                        ? refused(open, it, UNASKED, now)
                        : Stream.of((ConversationEvent) answered(open, it, UNKNOWN, now)))
                .toList();
    }

    /** Nobody allowed it. */
    static Stream<ConversationEvent> refused(OpenTurn open, Use it, String why, Instant now) {
        return Stream.of(new ToolRefused(open.turn(), it.call(), null, now), answered(open, it, why, now));
    }

    static ToolAnswered answered(OpenTurn open, Use it, String why, Instant now) {
        return new ToolAnswered(open.turn(), open.attempt(), it.call(), why, true, 0, now);
    }
}
