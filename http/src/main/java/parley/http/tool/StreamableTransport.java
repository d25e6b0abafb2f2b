package parley.http.tool;

import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Streamable HTTP. Unlike the SDK's own transport it bounds what it reads, reads in one pass (the SDK reads by the JDK's
 * line subscriber, whose work grows with the square of a line), and fails whoever waits for an answer that does not come.
 */
final class StreamableTransport implements McpClientTransport {
    private static final String SESSION = "Mcp-Session-Id";
    private static final String VERSION = "MCP-Protocol-Version";
    private static final String EVENTS = "text/event-stream";
    private static final int NOT_FOUND = 404;
    private static final Duration LAST_WORD = Duration.ofSeconds(1);

    private final ToolWire wire;
    private final URI address;
    private final Runnable news;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler = message -> message;
    private volatile @Nullable String session;

    /** @param news is told when there may be some: the server has ended the stream on which it would tell them */
    StreamableTransport(ToolWire wire, URI address, Runnable news) {
        this.wire = wire;
        this.address = address;
        this.news = news;
    }

    /** Completes when the server has forgotten us. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        return Mono.fromRunnable(() -> this.handler = handler);
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return Mono.create(sent -> {
            String version = sent.contextView()
                    .<String>getOrEmpty(McpAsyncClient.NEGOTIATED_PROTOCOL_VERSION)
                    .orElse("");
            Thread thread = wire.begin(() -> post(message, version, sent), sent::error);
            wire.bound(thread);
            sent.contextView().<ToolCall>getOrEmpty(ToolCall.class).ifPresent(call -> call.whenLeft(thread::interrupt));
        });
    }

    private void post(JSONRPCMessage message, String version, MonoSink<Void> sent)
            throws IOException, InterruptedException {
        if (Thread.interrupted()) throw new InterruptedException("nobody waits any more");
        HttpResponse<InputStream> response = wire.send(addressed(version)
                .header("Accept", "application/json, " + EVENTS)
                .header("Content-Type", "application/json")
                .POST(ToolWire.body(message))
                .build());
        if (response.statusCode() == NOT_FOUND && session != null) ended.complete(null);
        if (response.statusCode() / 100 != 2) {
            response.body().close();
            throw new Unanswered("it answered with status " + response.statusCode());
        }
        ToolWire.header(response, SESSION).ifPresent(it -> session = it);
        if (message instanceof McpSchema.JSONRPCRequest request) answered(request, response);
        else response.body().close();
        sent.success();
        if (message instanceof McpSchema.JSONRPCNotification notification
                && McpSchema.METHOD_NOTIFICATION_INITIALIZED.equals(notification.method()))
            wire.begin(() -> listen(version), _ -> news.run());
    }

    private void answered(McpSchema.JSONRPCRequest request, HttpResponse<InputStream> response) throws IOException {
        boolean[] answered = {false};
        if (ToolWire.is(response, EVENTS))
            wire.events(response, event -> answered[0] |= deliver(ToolWire.message(event.data()), request));
        else if (ToolWire.is(response, "application/json")) answered[0] = deliver(wire.message(response), request);
        else response.body().close();
        if (!answered[0]) throw new Unanswered("it answered nothing that can be read");
    }

    private boolean deliver(JSONRPCMessage message, McpSchema.JSONRPCRequest request) {
        handler.apply(Mono.just(message)).subscribe(_ -> {}, _ -> {});
        return message instanceof McpSchema.JSONRPCResponse response
                && request.id().equals(response.id());
    }

    /** What the server tells unasked; many do not. */
    private void listen(String version) throws IOException, InterruptedException {
        HttpResponse<InputStream> response =
                wire.send(addressed(version).header("Accept", EVENTS).GET().build());
        if (response.statusCode() / 100 != 2 || !ToolWire.is(response, EVENTS)) {
            response.body().close();
            return;
        }
        wire.events(
                response,
                event ->
                        handler.apply(Mono.just(ToolWire.message(event.data()))).subscribe(_ -> {}, _ -> {}));
        news.run();
    }

    private HttpRequest.Builder addressed(String version) {
        HttpRequest.Builder request = wire.request(address);
        String known = session;
        if (known != null) request.header(SESSION, known);
        if (!version.isEmpty()) request.header(VERSION, version);
        return request;
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(() -> {
            boolean told = session != null && !ended.isDone();
            ended.complete(null);
            wire.close(told ? addressed("").timeout(LAST_WORD).DELETE().build() : null);
        });
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> typeRef) {
        return Messages.MAPPER.convertValue(data, typeRef);
    }
}
