package parley.engine.tool;

/**
 * What came of using a tool.
 *
 * @param text for the model
 * @param failed whether it tells what went wrong
 */
public record ToolResult(String text, boolean failed) {}
