package parley.http.tool;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * A transport that is watched: it knows under which id a call went out, so that it can be cancelled, lets no call out
 * twice, and tells when the server says that its tools have changed.
 */
final class WatchedTransport implements McpClientTransport {
    private final McpClientTransport transport;
    private final Runnable changed;

    WatchedTransport(McpClientTransport transport, Runnable changed) {
        this.transport = transport;
        this.changed = changed;
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        return transport.connect(message -> handler.apply(message.filter(it -> !changes(it))));
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        if (!(message instanceof McpSchema.JSONRPCRequest request)
                || !McpSchema.METHOD_TOOLS_CALL.equals(request.method())) return transport.sendMessage(message);
        return Mono.deferContextual(context -> {
            return context.get(ToolCall.class).goesOut(request.id())
                    ? transport.sendMessage(message)
                    : Mono.error(new IllegalStateException("a tool is called once"));
        });
    }

    /** Tells the server that nobody waits for this call any more. */
    Mono<Void> cancel(ToolCall call) {
        Object id = call.id();
        if (id == null) return Mono.empty();
        Map<String, Object> which = Map.of("requestId", id, "reason", "nobody waits for it any more");
        return transport.sendMessage(new McpSchema.JSONRPCNotification("notifications/cancelled", which));
    }

    /** The SDK would list the tools itself, and for as long as the server says that there are more. */
    private boolean changes(JSONRPCMessage message) {
        boolean change = message instanceof McpSchema.JSONRPCNotification notification
                && McpSchema.METHOD_NOTIFICATION_TOOLS_LIST_CHANGED.equals(notification.method());
        if (change) changed.run();
        return change;
    }

    @Override
    public void setExceptionHandler(Consumer<Throwable> handler) {
        transport.setExceptionHandler(handler);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return transport.closeGracefully();
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> typeRef) {
        return transport.unmarshalFrom(data, typeRef);
    }

    @Override
    public List<String> protocolVersions() {
        return transport.protocolVersions();
    }
}
