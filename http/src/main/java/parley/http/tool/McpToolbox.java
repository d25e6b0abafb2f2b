package parley.http.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import parley.engine.tool.OfferedTool;
import parley.engine.tool.ToolResult;
import parley.engine.tool.Toolbox;

/** The tools of all servers that speak the Model Context Protocol and that the operator has named. */
public final class McpToolbox implements Toolbox, AutoCloseable {
    private static final TypeReference<TreeMap<String, Object>> ARGUMENTS = new TypeReference<>() {};

    private final Map<String, ToolLink> links = new TreeMap<>();

    private McpToolbox() {}

    /** Connects to all of them, in the background. */
    public static McpToolbox open(ToolSettings settings) {
        McpToolbox toolbox = new McpToolbox();
        settings.servers().forEach((name, server) -> toolbox.links.put(name, ToolLink.open(server, settings)));
        return toolbox;
    }

    @Override
    public List<OfferedTool> offered() {
        return links.values().stream()
                .map(ToolLink::known)
                .flatMap(Collection::stream)
                .toList();
    }

    @Override
    public boolean reaches(OfferedTool tool) {
        ToolLink link = links.get(tool.server());
        return link != null && link.there();
    }

    @Override
    public CompletionStage<ToolResult> use(OfferedTool tool, String arguments) {
        ToolLink link = links.get(tool.server());
        if (link == null || link.known().stream().noneMatch(it -> it.name().equals(tool.name())))
            return failed("there is no tool " + tool.server() + "/" + tool.name());
        Map<String, Object> read;
        try {
            read = Messages.JSON.readValue(arguments.isBlank() ? "{}" : arguments, ARGUMENTS);
        } catch (JsonProcessingException _) {
            return failed("the arguments are no JSON object");
        }
        return read == null ? failed("the arguments are no JSON object") : link.use(tool.name(), read);
    }

    private static CompletionStage<ToolResult> failed(String words) {
        return CompletableFuture.completedFuture(new ToolResult(words, true));
    }

    /** Ends all connections and the programs beside this server; waits for them. */
    @Override
    public void close() {
        links.values().forEach(ToolLink::close);
        try {
            for (ToolLink link : links.values()) link.closed();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
