package parley.http.tool;

import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import parley.engine.tool.OfferedTool;
import reactor.core.publisher.Mono;

/** A server of tools as long as it is connected. What it is asked blocks, except a call: use virtual threads. */
final class McpSession implements AutoCloseable {
    private static final int MOST_PAGES = 64;

    /** What a request may last longer than a call, so that the call's own time-out speaks first. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    private static final Duration CLOSING = Duration.ofSeconds(3);

    private final ToolServer server;
    private final WatchedTransport transport;
    private final McpAsyncClient client;
    private final CompletableFuture<Void> ended;
    private final AtomicInteger underway = new AtomicInteger();

    private McpSession(
            ToolServer server,
            McpClientTransport transport,
            ToolSettings settings,
            CompletableFuture<Void> ended,
            Runnable changed) {
        this.server = server;
        this.transport = new WatchedTransport(transport, changed);
        this.ended = ended;
        this.client = McpClient.async(this.transport)
                .requestTimeout(server.timeout().plus(SLACK))
                .initializationTimeout(settings.connect())
                .clientInfo(McpSchema.Implementation.builder("parley", "1").build())
                .capabilities(McpSchema.ClientCapabilities.builder().build())
                .jsonSchemaValidator(Messages.ANY)
                .enableCallToolSchemaCaching(false)
                .build();
        var _ = ended.thenRun(changed);
    }

    /** Connects; {@code changed} is told when the server says that its tools have changed. */
    static McpSession open(ToolServer server, ToolSettings settings, ToolWords words, Runnable changed)
            throws Exception {
        McpSession session = switch (server.place()) {
            case ToolServer.Remote remote -> remote(server, remote, settings, changed);
            case ToolServer.Child child -> child(server, child, settings, words, changed);
        };
        try {
            session.client.initialize().toFuture().get(settings.connect().toMillis(), TimeUnit.MILLISECONDS);
            return session;
        } catch (Exception failure) {
            session.close();
            throw failure;
        }
    }

    private static McpSession remote(
            ToolServer server, ToolServer.Remote remote, ToolSettings settings, Runnable changed) {
        Duration longest = server.timeout().plus(SLACK);
        ToolWire wire = new ToolWire(remote, settings.connect(), settings.messageLimit(), longest);
        if (remote.older()) {
            OlderTransport transport = new OlderTransport(wire, remote.url());
            return new McpSession(server, transport, settings, transport.ended(), changed);
        }
        StreamableTransport transport = new StreamableTransport(wire, remote.url(), changed);
        return new McpSession(server, transport, settings, transport.ended(), changed);
    }

    private static McpSession child(
            ToolServer server, ToolServer.Child child, ToolSettings settings, ToolWords words, Runnable changed) {
        ChildTransport transport = new ChildTransport(child, settings.messageLimit(), words::unsaid);
        return new McpSession(server, transport, settings, transport.ended(), changed);
    }

    /** Whether it is known to be over. */
    boolean over() {
        return ended.isDone();
    }

    /** Whether tools are in use. */
    boolean busy() {
        return underway.get() > 0;
    }

    /** What it offers now. */
    List<OfferedTool> list() throws Exception {
        List<McpSchema.Tool> tools = new ArrayList<>();
        String cursor = McpSchema.FIRST_PAGE;
        for (int page = 0; page < MOST_PAGES; page++) {
            McpSchema.ListToolsResult result =
                    client.listTools(cursor).toFuture().get(server.timeout().toMillis(), TimeUnit.MILLISECONDS);
            tools.addAll(result.tools());
            cursor = result.nextCursor();
            if (cursor == null || cursor.isEmpty()) break;
        }
        return ToolListing.of(server, tools);
    }

    /** Calls a tool once; whoever cancels the answer, or waits in vain, has the server told so. */
    CompletableFuture<McpSchema.CallToolResult> call(String tool, Map<String, Object> arguments) {
        ToolCall call = new ToolCall();
        underway.incrementAndGet();
        Mono<McpSchema.CallToolResult> asked = client.callTool(McpSchema.CallToolRequest.builder(tool)
                        .arguments(arguments)
                        .build())
                .contextWrite(it -> it.put(ToolCall.class, call));
        CompletableFuture<McpSchema.CallToolResult> answer =
                asked.toFuture().orTimeout(server.timeout().toMillis(), TimeUnit.MILLISECONDS);
        // Whoever is told that there is no answer is told so only after nothing more goes out.
        CompletableFuture<McpSchema.CallToolResult> told = new CompletableFuture<>();
        var _ = answer.whenComplete((result, failure) -> {
            underway.decrementAndGet();
            if (failure instanceof CancellationException || failure instanceof TimeoutException) cancel(call);
            if (failure == null) told.complete(result);
            else told.completeExceptionally(failure);
        });
        var _ = told.whenComplete((_, _) -> answer.cancel(true));
        return told;
    }

    private void cancel(ToolCall call) {
        call.leave();
        McpSchema.@Nullable InitializeResult agreed = client.getCurrentInitializationResult();
        if (agreed == null) return;
        transport
                .cancel(call)
                .contextWrite(it -> it.put(McpAsyncClient.NEGOTIATED_PROTOCOL_VERSION, agreed.protocolVersion()))
                .subscribe(_ -> {}, _ -> {});
    }

    @Override
    public void close() {
        try {
            client.closeGracefully().toFuture().get(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.ExecutionException | TimeoutException _) {
            // It has gone already, or does not care.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
