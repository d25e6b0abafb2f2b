package parley.engine.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.Casting;
import parley.engine.llm.ModelInfo;
import parley.engine.llm.ToolSpec;
import parley.engine.prompt.Tokens;
import parley.engine.prompt.Written;
import parley.engine.tool.AllowedTool;
import parley.engine.tool.Toolbox;

/**
 * What a turn may use, and the part of its model's window that this takes. Pure.
 *
 * @param context tokens that are left for the prompt and an answer
 * @param room characters that may be told of the use of tools
 */
record Toolkit(List<AllowedTool> tools, int context, int room) {
    /** The part of a window that is kept for results where nothing lies beyond it. */
    private static final int SHARE = 4;
    /** Characters of a token, told low: results are rarely prose. */
    private static final int CHARACTERS = 3;

    /** What this model may use of what an agent is granted, where {@code window} tokens are to be used of its own. */
    static Toolkit of(Casting casting, Toolbox toolbox, ModelInfo model, int window, ToolSettings settings) {
        List<AllowedTool> tools =
                AllowedTool.of(casting.tools(), toolbox.offered(), settings.most(), settings.largest());
        return of(tools, model, window);
    }

    /** What another model may use of what a turn was begun with. */
    static Toolkit of(@Nullable Brief brief, ModelInfo model, int window) {
        return of(brief == null ? List.of() : brief.tools(), model, window);
    }

    private static Toolkit of(List<AllowedTool> tools, ModelInfo model, int window) {
        if (tools.isEmpty() || !model.takesTools()) return new Toolkit(List.of(), window, 0);
        int told =
                tools.stream().map(AllowedTool::spec).mapToInt(Toolkit::tokens).sum();
        int results = window / SHARE;
        int beyond = model.context() - window;
        int context = Math.max(ModelInfo.SMALLEST_CONTEXT, window - Math.max(0, told + results - beyond));
        int left = Math.clamp((long) model.context() - context - told, 0, window);
        return new Toolkit(tools, context, left * CHARACTERS);
    }

    private static int tokens(ToolSpec it) {
        Tokens tokens = Tokens.local();
        return tokens.count(it.name()) + tokens.count(it.description()) + tokens.count(it.schema());
    }

    /** The prompt that tells of them. */
    Written in(Written prompt) {
        return prompt.with(tools.stream().map(AllowedTool::spec).toList(), List.of());
    }
}
