package parley.http.tool;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** HTTP as of 2024: one stream of events on which everything is told, and an address that the server names for the rest. */
final class OlderTransport implements McpClientTransport {
    private final ToolWire wire;
    private final URI address;
    private final CompletableFuture<URI> post = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    OlderTransport(ToolWire wire, URI address) {
        this.wire = wire;
        this.address = address;
    }

    /** Completes when the stream has ended. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        return Mono.fromRunnable(() -> wire.begin(() -> listen(handler), _ -> end()));
    }

    private void listen(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> response = wire.send(wire.request(address)
                .header("Accept", "text/event-stream")
                .GET()
                .build());
        if (response.statusCode() / 100 == 2)
            wire.events(response, event -> {
                if (event.name().equals("endpoint")) post.complete(named(event.data()));
                else handler.apply(Mono.just(ToolWire.message(event.data()))).subscribe(_ -> {}, _ -> {});
            });
        else response.body().close();
        end();
    }

    /** Another host would be told our headers. */
    private URI named(String path) throws IOException {
        URI named = address.resolve(path);
        if (!String.valueOf(named.getRawAuthority()).equals(address.getRawAuthority())
                || !String.valueOf(named.getScheme()).equals(address.getScheme()))
            throw new Unanswered("it names an address of somebody else");
        return named;
    }

    private void end() {
        ended.complete(null);
        post.completeExceptionally(new Unanswered("it ended its stream"));
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return Mono.create(sent -> wire.bound(wire.begin(
                () -> {
                    post(message);
                    sent.success();
                },
                sent::error)));
    }

    private void post(JSONRPCMessage message) throws IOException, InterruptedException {
        try {
            HttpResponse<InputStream> response = wire.send(wire.request(post.get())
                    .header("Content-Type", "application/json")
                    .POST(ToolWire.body(message))
                    .build());
            response.body().close();
            if (response.statusCode() / 100 != 2)
                throw new Unanswered("it answered with status " + response.statusCode());
        } catch (ExecutionException _) {
            throw new Unanswered("it ended its stream");
        }
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(() -> {
            end();
            wire.close(null);
        });
    }

    @Override
    public List<String> protocolVersions() {
        return List.of(ProtocolVersions.MCP_2024_11_05);
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> typeRef) {
        return Messages.MAPPER.convertValue(data, typeRef);
    }
}
