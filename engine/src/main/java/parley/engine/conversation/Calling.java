package parley.engine.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.Chunk;
import parley.engine.llm.Usage;
import parley.engine.tool.AllowedTool;
import parley.engine.tool.ToolGrant;
import parley.engine.tool.ToolResult;

/** What is recorded of a tool that a model wants: that it is called, and the answer at once where it cannot be. Pure. */
record Calling(OpenTurn open, ToolSettings settings, Instant now) {
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private static final int LONGEST_ID = 256;
    private static final int LONGEST_ECHO = 65_536;
    /** As much is kept of what is wrong. */
    private static final int EXCERPT = 1_024;
    /** As much of a result is told however full the window is. */
    private static final int LEAST = 200;

    /**
     * The events of one call.
     *
     * @param step the number of the step that it belongs to
     * @param place its place among those that were wanted at once, from 1
     */
    List<ConversationEvent> called(Chunk.ToolCall it, int step, int place, @Nullable Usage usage) {
        Optional<AllowedTool> tool = tool(it.tool());
        String arguments = it.arguments().isBlank() ? "{}" : it.arguments();
        String no = no(tool.isPresent(), arguments, step, place);
        int call = open.uses().next();
        boolean asks = no == null
                && tool.filter(known -> known.approval() == ToolGrant.Approval.ALWAYS)
                        .isPresent();
        ToolCalled called = new ToolCalled(
                open.turn(),
                open.attempt(),
                call,
                step,
                id(it.id(), call),
                tool.map(AllowedTool::path).orElseGet(() -> cut(it.tool(), LONGEST_ID)),
                no == null ? arguments : cut(arguments, EXCERPT),
                it.echo().length() > LONGEST_ECHO ? "" : it.echo(),
                asks ? ToolCalled.Approval.WANTED : ToolCalled.Approval.NONE,
                usage,
                now);
        return no == null ? List.of(called) : List.of(called, answered(call, new ToolResult(no, true), 0));
    }

    /** What came of a call, as much of it as the model is told. */
    ToolAnswered answered(int call, ToolResult result, long millis) {
        int most = Math.min(settings.result(), Math.max(LEAST, room()));
        String text = result.text();
        String told = text.length() <= most
                ? text
                : cut(text, most) + "\n[cut here: " + (text.length() - most) + " more characters]";
        return new ToolAnswered(open.turn(), open.attempt(), call, told, result.failed(), millis, now);
    }

    private Optional<AllowedTool> tool(String name) {
        Brief brief = open.brief();
        List<AllowedTool> tools = brief == null ? List.of() : brief.tools();
        return tools.stream().filter(it -> it.spec().name().equals(name)).findFirst();
    }

    /** Why it is not used. */
    private @Nullable String no(boolean known, String arguments, int step, int place) {
        if (step > settings.steps()) return "no more tools can be used in this answer: finish it with what you know";
        if (place > settings.calls()) return "at most " + settings.calls() + " tools can be used at once";
        if (!known) return "there is no such tool";
        if (arguments.length() > settings.arguments())
            return "the arguments are longer than " + settings.arguments() + " characters";
        if (!isObject(arguments)) return "the arguments are no JSON object: " + cut(arguments, LEAST);
        return room() > 0 ? null : "there is no room for more results: finish the answer with what you know";
    }

    /** Characters that may still be told of tools. */
    private int room() {
        Brief brief = open.brief();
        return (brief == null ? 0 : brief.room()) - open.uses().length();
    }

    /** The provider's own name of the call where it is one and not used yet. */
    private String id(String given, int call) {
        boolean fits = !given.isBlank()
                && given.length() <= LONGEST_ID
                && open.uses().made().stream().noneMatch(it -> it.id().equals(given));
        return fits ? given : "call_" + open.turn() + "_" + call;
    }

    /** Whether this is one whole JSON object and nothing else. */
    static boolean isObject(String json) {
        try {
            return JSON.readTree(json).isObject();
        } catch (JsonProcessingException broken) {
            return false;
        }
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) return text;
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
