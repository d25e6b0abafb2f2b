package parley.http.tool;

import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * HTTP as it is spoken with one server of tools: blocking, on virtual threads that all end when this closes. Follows no
 * redirects, as they would lead our headers to a stranger, and holds no more of a message than it may.
 */
final class ToolWire {
    private final HttpClient client;
    private final ToolServer.Remote remote;
    private final int limit;
    private final Duration longest;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    /** @param longest how long it may take to be answered */
    ToolWire(ToolServer.Remote remote, Duration connect, int limit, Duration longest) {
        this.remote = remote;
        this.limit = limit;
        this.longest = longest;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connect)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /** One event of a stream. */
    record Event(String name, String data) {}

    /** What may fail on the way. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException, InterruptedException;
    }

    /** Has it done on a thread of its own, and whoever waits told where it fails. */
    Thread begin(Work work, Consumer<Throwable> failed) {
        Thread thread = Thread.ofVirtual().name("tool-wire").unstarted(() -> {
            try {
                work.run();
            } catch (IOException | InterruptedException | RuntimeException failure) {
                failed.accept(failure);
            } finally {
                threads.remove(Thread.currentThread());
            }
        });
        threads.add(thread);
        thread.start();
        return thread;
    }

    /** Lets a thread go on no longer than an answer may take. */
    void bound(Thread thread) {
        CompletableFuture.delayedExecutor(longest.toMillis(), TimeUnit.MILLISECONDS)
                .execute(thread::interrupt);
    }

    HttpRequest.Builder request(URI address) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).header("Cache-Control", "no-cache");
        remote.headers().forEach((name, value) -> request.setHeader(name, value.reveal()));
        return request;
    }

    HttpResponse<InputStream> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    }

    static HttpRequest.BodyPublisher body(JSONRPCMessage message) throws IOException {
        return HttpRequest.BodyPublishers.ofString(Messages.MAPPER.writeValueAsString(message));
    }

    static boolean is(HttpResponse<?> response, String type) {
        String told = response.headers().firstValue("Content-Type").orElse("");
        return told.regionMatches(true, 0, type, 0, type.length());
    }

    /** The one message of a body. */
    JSONRPCMessage message(HttpResponse<InputStream> response) throws IOException {
        try (InputStream in = response.body()) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) throw Unanswered.tooLong(limit);
            return message(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    static JSONRPCMessage message(String text) throws IOException {
        try {
            return McpSchema.deserializeJsonRpcMessage(Messages.MAPPER, text);
        } catch (IOException | RuntimeException _) {
            throw new Unanswered("it answered nothing that can be read");
        }
    }

    /** Hands on the events of a stream until it ends. */
    void events(HttpResponse<InputStream> response, EventTaker taker) throws IOException {
        try (InputStream in = response.body()) {
            MessageLines lines = new MessageLines(in, limit);
            StringBuilder data = new StringBuilder();
            String name = "message";
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                String text = line.get().text();
                if (!line.get().whole() || data.length() + text.length() > limit) throw Unanswered.tooLong(limit);
                if (text.startsWith("data:"))
                    data.append(text, 5, text.length()).append('\n');
                if (text.startsWith("event:")) name = text.substring(6).strip();
                if (!text.isEmpty()) continue;
                if (!data.toString().isBlank())
                    taker.take(new Event(name, data.toString().strip()));
                data.setLength(0);
                name = "message";
            }
        }
    }

    /** Takes events as they come. */
    @FunctionalInterface
    interface EventTaker {
        void take(Event event) throws IOException;
    }

    static Optional<String> header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name);
    }

    /** Ends whatever is under way, after a last word where there is one. */
    void close(@Nullable HttpRequest last) {
        try {
            if (last != null) client.send(last, HttpResponse.BodyHandlers.discarding());
        } catch (IOException | InterruptedException _) {
            // The server has gone before.
        } finally {
            threads.forEach(Thread::interrupt);
            client.shutdownNow();
        }
    }
}
