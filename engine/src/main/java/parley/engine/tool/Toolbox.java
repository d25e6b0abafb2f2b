package parley.engine.tool;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Runs tools. */
public interface Toolbox {
    /** No tools. */
    Toolbox NONE = new Toolbox() {
        @Override
        public List<OfferedTool> offered() {
            return List.of();
        }

        @Override
        public CompletionStage<ToolResult> use(OfferedTool tool, String arguments) {
            return CompletableFuture.completedFuture(new ToolResult("there is no such tool", true));
        }
    };

    /** The tools that are known now, always in the same order; never waits. */
    List<OfferedTool> offered();

    /** Whether a tool that is known can be reached now. */
    default boolean reaches(OfferedTool tool) {
        return true;
    }

    /**
     * Uses a tool once. Never fails, is done within the time that its settings allow, and its text is no longer than they
     * allow; cancelling the stage's future gives up waiting.
     *
     * @param arguments a JSON object
     */
    CompletionStage<ToolResult> use(OfferedTool tool, String arguments);
}
