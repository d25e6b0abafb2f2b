package parley.http.tool;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** A program that offers tools by the SDK's own server, over its standard input and output. */
public final class RealTools {
    private RealTools() {}

    public static void main(String[] arguments) {
        AtomicReference<McpSyncServer> server = new AtomicReference<>();
        System.out.println("this line is no message");
        System.err.println("the key is " + System.getenv("TOKEN"));
        server.set(McpServer.sync(new StdioServerTransportProvider(McpJsonDefaults.getMapper()))
                .serverInfo("real", "1")
                .capabilities(McpSchema.ServerCapabilities.builder().tools(true).build())
                .tools(List.of(
                        tool("add", RealTools::sum),
                        tool("environment", _ -> words(System.getenv().keySet().toString())),
                        tool(
                                "fails",
                                _ -> CallToolResult.builder(List.of(McpSchema.TextContent.builder("out of ink")
                                                .build()))
                                        .isError(true)
                                        .build()),
                        tool("huge", _ -> words("a".repeat(3_000_000))),
                        tool("ends", _ -> {
                            Runtime.getRuntime().halt(1);
                            return words("");
                        }),
                        tool("grows", _ -> {
                            server.get().addTool(tool("sprout", _ -> words("new")));
                            return words("grown");
                        })))
                .build());
    }

    private static int number(Map<String, Object> numbers, String name) {
        return numbers.get(name) instanceof Number it ? it.intValue() : 0;
    }

    private static CallToolResult sum(Map<String, Object> numbers) {
        return CallToolResult.builder(List.of(
                        McpSchema.TextContent.builder(String.valueOf(number(numbers, "a") + number(numbers, "b")))
                                .build(),
                        McpSchema.ImageContent.builder("AAAA", "image/png").build()))
                .build();
    }

    private static CallToolResult words(String text) {
        return CallToolResult.builder(
                        List.of(McpSchema.TextContent.builder(text).build()))
                .build();
    }

    private static SyncToolSpecification tool(String name, Function<Map<String, Object>, CallToolResult> work) {
        McpSchema.Tool tool = McpSchema.Tool.builder(name, Map.of("type", "object"))
                .description("does " + name)
                .build();
        return SyncToolSpecification.builder()
                .tool(tool)
                .callHandler((_, request) -> work.apply(request.arguments()))
                .build();
    }
}
