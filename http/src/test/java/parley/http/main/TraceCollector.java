package parley.http.main;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A collector of traces: reads OTLP as it comes over HTTP, field by field of opentelemetry/proto/trace/v1/trace.proto. */
final class TraceCollector implements AutoCloseable {
    private final HttpServer server;
    private final List<Seen> spans = new CopyOnWriteArrayList<>();
    private final List<byte[]> bodies = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();

    /** One span as it was told. */
    record Seen(
            String trace,
            String id,
            String parent,
            String name,
            long kind,
            boolean timed,
            Map<String, String> attributes,
            List<String> events,
            List<String> links,
            boolean error) {
        String attribute(String name) {
            return attributes.getOrDefault(name, "");
        }
    }

    TraceCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Seen> spans() {
        return spans;
    }

    /** The one span whose name begins so, once it has come. */
    Seen span(String name) {
        if (!Eventually.becomes(() -> named(name).count() > 0))
            throw new AssertionError(
                    "no span " + name + " in " + spans.stream().map(Seen::name).toList());
        return named(name).findFirst().orElseThrow();
    }

    Stream<Seen> named(String name) {
        return spans.stream().filter(it -> it.name().startsWith(name));
    }

    /** All that ever came, as text. */
    String everything() {
        return bodies.stream().map(it -> new String(it, StandardCharsets.UTF_8)).collect(Collectors.joining("\n"));
    }

    List<String> keys() {
        return keys;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            keys.addAll(exchange.getRequestHeaders().getOrDefault("X-collector-key", List.of()));
            bodies.add(body);
            for (UnknownFieldSet resource : parts(UnknownFieldSet.parseFrom(body), 1))
                for (UnknownFieldSet scope : parts(resource, 2)) parts(scope, 2).forEach(it -> spans.add(seen(it)));
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static Seen seen(UnknownFieldSet span) {
        return new Seen(
                hex(span, 1),
                hex(span, 2),
                hex(span, 4),
                text(span, 5),
                number(span, 6),
                fixed(span, 7) > 0 && fixed(span, 8) >= fixed(span, 7),
                attributes(span),
                parts(span, 11).stream().map(it -> text(it, 2)).toList(),
                parts(span, 13).stream().map(it -> hex(it, 1)).toList(),
                parts(span, 15).stream().anyMatch(it -> number(it, 3) == 2));
    }

    private static Map<String, String> attributes(UnknownFieldSet span) {
        Map<String, String> attributes = new TreeMap<>();
        for (UnknownFieldSet each : parts(span, 9))
            attributes.put(text(each, 1), value(parts(each, 2).getFirst()));
        return attributes;
    }

    private static String value(UnknownFieldSet value) {
        if (value.hasField(1)) return text(value, 1);
        if (value.hasField(2)) return number(value, 2) == 1 ? "true" : "false";
        if (value.hasField(3)) return Long.toString(number(value, 3));
        if (value.hasField(4)) return Double.toString(Double.longBitsToDouble(fixed(value, 4)));
        return parts(parts(value, 5).getFirst(), 1).stream()
                .map(it -> text(it, 1))
                .collect(Collectors.joining(","));
    }

    private static List<UnknownFieldSet> parts(UnknownFieldSet set, int field) {
        return set.getField(field).getLengthDelimitedList().stream()
                .map(TraceCollector::parsed)
                .toList();
    }

    private static UnknownFieldSet parsed(ByteString bytes) {
        try {
            return UnknownFieldSet.parseFrom(bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static ByteString bytes(UnknownFieldSet set, int field) {
        return set.getField(field).getLengthDelimitedList().stream().findFirst().orElse(ByteString.EMPTY);
    }

    private static String text(UnknownFieldSet set, int field) {
        return bytes(set, field).toStringUtf8();
    }

    private static String hex(UnknownFieldSet set, int field) {
        return HexFormat.of().formatHex(bytes(set, field).toByteArray());
    }

    private static long number(UnknownFieldSet set, int field) {
        return set.getField(field).getVarintList().stream().findFirst().orElse(0L);
    }

    private static long fixed(UnknownFieldSet set, int field) {
        return set.getField(field).getFixed64List().stream().findFirst().orElse(0L);
    }
}
