package parley.engine.tool;

import parley.engine.llm.ToolSpec;

/**
 * A tool that can be used here.
 *
 * @param server the name that the operator has given the server that runs it
 * @param name its name there
 * @param spec how models are told of it; its name is unique among all tools of this server
 */
public record OfferedTool(String server, String name, ToolSpec spec) {}
