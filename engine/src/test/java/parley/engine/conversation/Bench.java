package parley.engine.conversation;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import parley.engine.llm.ToolSpec;
import parley.engine.tool.OfferedTool;
import parley.engine.tool.ToolResult;
import parley.engine.tool.Toolbox;

/** Three tools that remember how they were used; one of them never comes to an end, unless a test says so. */
final class Bench implements Toolbox {
    static final Map<String, String> RESULTS = Map.of("now", "sunny", "delete", "deleted");

    final ConcurrentLinkedQueue<String> used = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<CompletableFuture<ToolResult>> underWay = new ConcurrentLinkedQueue<>();
    final Map<String, String> results = new ConcurrentHashMap<>(RESULTS);

    private static OfferedTool tool(String server, String name) {
        return new OfferedTool(
                server, name, new ToolSpec(server + "_" + name, "Does " + name + ".", "{\"type\":\"object\"}"));
    }

    @Override
    public List<OfferedTool> offered() {
        return List.of(tool("weather", "now"), tool("files", "delete"), tool("files", "endless"));
    }

    @Override
    public CompletionStage<ToolResult> use(OfferedTool tool, String arguments) {
        used.add(tool.name() + arguments);
        if (tool.name().equals("endless")) {
            CompletableFuture<ToolResult> never = new CompletableFuture<>();
            underWay.add(never);
            return never;
        }
        if (arguments.contains("break")) throw new IllegalStateException("broken");
        return CompletableFuture.completedFuture(new ToolResult(results.getOrDefault(tool.name(), ""), false));
    }
}
