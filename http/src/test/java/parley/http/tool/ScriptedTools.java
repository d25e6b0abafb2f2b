package parley.http.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A server of tools over HTTP that goes wrong in every way that a test asks for, and remembers what it was asked. */
public final class ScriptedTools implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int HUGE = 40_000_000;

    private final HttpServer server;
    private final List<JsonNode> asked = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile List<String> tools;

    public ScriptedTools(int port, String... tools) throws IOException {
        this.tools = List.of(tools);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/mcp", this::serve);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + port() + "/mcp";
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** How often it was asked this; of calls with the tool's name. */
    public long asked(String method, String tool) {
        return asked.stream()
                .filter(it -> it.path("method").asText().equals(method))
                .filter(it -> tool.isEmpty() || it.at("/params/name").asText().equals(tool))
                .count();
    }

    List<String> keys() {
        return keys;
    }

    void offers(String... tools) {
        this.tools = List.of(tools);
        events.add("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}");
    }

    @Override
    public void close() {
        closing.countDown();
        events.add("");
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestMethod()) {
                case "GET" -> tell(exchange);
                case "POST" -> answer(exchange);
                default -> exchange.sendResponseHeaders(200, -1);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(HttpExchange exchange) throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        for (String event = events.take(); !event.isEmpty(); event = events.take()) {
            out.write(("event: message\ndata: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException {
        JsonNode message = JSON.readTree(exchange.getRequestBody());
        asked.add(message);
        @Nullable String key = exchange.getRequestHeaders().getFirst("Authorization");
        if (key != null) keys.add(key);
        exchange.getResponseHeaders().set("Mcp-Session-Id", "one");
        switch (message.path("method").asText()) {
            case "initialize" -> result(exchange, message, """
                {"protocolVersion":"2025-06-18","capabilities":{"tools":{"listChanged":true}},\
                "serverInfo":{"name":"scripted","version":"1"}}\
                """);
            case "tools/list" -> list(exchange, message);
            case "tools/call" -> call(exchange, message);
            default -> exchange.sendResponseHeaders(202, -1);
        }
    }

    /** One tool a page. */
    private void list(HttpExchange exchange, JsonNode message) throws IOException {
        int page = message.at("/params/cursor").asInt(0);
        List<String> offered = tools;
        String tool = page >= offered.size()
                ? ""
                : "{\"name\":\"" + offered.get(page)
                        + "\",\"description\":\"tells\",\"inputSchema\":{\"type\":\"object\"}}";
        String next = page + 1 < offered.size() ? ",\"nextCursor\":\"" + (page + 1) + "\"" : "";
        result(exchange, message, "{\"tools\":[" + tool + "]" + next + "}");
    }

    private void call(HttpExchange exchange, JsonNode message) throws IOException, InterruptedException {
        switch (message.at("/params/name").asText()) {
            case "slow" -> closing.await();
            case "dies" -> exchange.close();
            case "broken" -> send(exchange, "application/json", "{\"jsonrpc\":\"2.0\",\"id\":");
            case "page" -> send(exchange, "text/html", "<h1>Sign in</h1>");
            case "huge" -> pour(exchange, message);
            case "long" -> result(exchange, message, text("ä".repeat(100_000)));
            case "refuses" ->
                send(
                        exchange,
                        "application/json",
                        "{\"jsonrpc\":\"2.0\",\"id\":" + message.get("id")
                                + ",\"error\":{\"code\":-32000,\"message\":\"closed on Sundays\"}}");
            case "leaks" -> result(exchange, message, text("you said " + keys.getLast()));
            case "streams" ->
                send(
                        exchange,
                        "text/event-stream",
                        "event: message\ndata: {\"jsonrpc\":\"2.0\",\"id\":" + message.get("id") + ",\"result\":"
                                + text("in an event") + "}\n\n");
            default -> result(exchange, message, text("got " + message.at("/params/arguments")));
        }
    }

    private static void pour(HttpExchange exchange, JsonNode message) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        String head = "{\"jsonrpc\":\"2.0\",\"id\":" + message.get("id") + ",\"result\":{\"content\":[{\"text\":\"";
        out.write(head.getBytes(StandardCharsets.UTF_8));
        byte[] much = new byte[HUGE / 40];
        Arrays.fill(much, (byte) 'a');
        for (int part = 0; part < 40; part++) out.write(much);
    }

    private static String text(String text) {
        return "{\"content\":[{\"type\":\"text\",\"text\":"
                + JSON.getNodeFactory().textNode(text) + "}]}";
    }

    private static void result(HttpExchange exchange, JsonNode message, String result) throws IOException {
        send(
                exchange,
                "application/json",
                "{\"jsonrpc\":\"2.0\",\"id\":" + message.get("id") + ",\"result\":" + result + "}");
    }

    private static void send(HttpExchange exchange, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
