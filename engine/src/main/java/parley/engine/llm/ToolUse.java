package parley.engine.llm;

/**
 * A tool that was used in the answer under way, and what came of it.
 *
 * @param said what the model said in this answer before the call and after the use before; may be empty
 * @param failed whether {@code result} tells what went wrong
 */
public record ToolUse(String said, Chunk.ToolCall call, String result, boolean failed) {}
