package parley.http.main;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A model server on the OpenAI wire and on Ollama's that always says the same and counts how often it is asked. To whoever takes
 * it for Ollama it lists two models.
 */
final class ModelServer implements AutoCloseable {
    private static final int BACKLOG = 200;
    private static final String TAGS = "{\"models\":[{\"name\":\"llama3.2:latest\"},{\"name\":\"qwen:4b\"}]}";
    private static final String END = """
        data: {"choices":[{"delta":{},"finish_reason":"stop"}]}

        data: [DONE]

        """;

    private static final String LAST_LINE =
            "{\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\":true,\"done_reason\":\"stop\"}\n";

    private final String answer;
    private final String lines;
    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();

    ModelServer() throws IOException {
        this("Tea, please.");
    }

    /** Says this, token by token. */
    ModelServer(String... tokens) throws IOException {
        answer = Stream.of(tokens)
                        .map(it -> "data: {\"choices\":[{\"delta\":{\"content\":\"" + it + "\"}}]}\n\n")
                        .collect(Collectors.joining())
                + END;
        lines = Stream.of(tokens)
                        .map(it -> "{\"message\":{\"role\":\"assistant\",\"content\":\"" + it + "\"},\"done\":false}\n")
                        .collect(Collectors.joining())
                + LAST_LINE;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", it -> answer(it, "text/event-stream", answer));
        server.createContext("/api/chat", it -> answer(it, "application/x-ndjson", lines));
        server.createContext("/api/tags", ModelServer::list);
        server.start();
    }

    private static void list(HttpExchange exchange) throws IOException {
        byte[] tags = TAGS.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, tags.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(tags);
        }
    }

    private void answer(HttpExchange exchange, String type, String answer) throws IOException {
        asked.incrementAndGet();
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(answer.getBytes(StandardCharsets.UTF_8));
        }
    }

    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** Its address as Ollama's users give it. */
    String root() {
        return base().replace("/v1", "");
    }

    /** How often it was asked for an answer. */
    int asked() {
        return asked.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
