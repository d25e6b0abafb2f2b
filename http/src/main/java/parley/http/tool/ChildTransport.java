package parley.http.tool;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Speaks the protocol with a program that runs beside this server, over its standard input and output. Unlike the SDK's
 * own transport it gives the program little of our environment, holds no more of a line than it may, reads over lines
 * that are no messages, knows when the program has ended, and ends it for certain.
 */
final class ChildTransport implements McpClientTransport {
    private static final Logger LOG = LoggerFactory.getLogger(ChildTransport.class);

    /** What a program may see of our environment; as the SDK has it. */
    private static final Set<String> INHERITED = Set.of("HOME", "LOGNAME", "PATH", "SHELL", "TERM", "USER");

    private static final int WAITING_MESSAGES = 256;
    private static final int ERROR_LINE = 2000;
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** Where a message that is too long begins like an answer, whoever waits for it can be told. */
    private static final Pattern ANSWERED = Pattern.compile(
            "^\\{\\s*\"jsonrpc\"\\s*:\\s*\"2\\.0\"\\s*,\\s*\"id\"\\s*:\\s*(?:\"([^\"\\\\]{1,100})\"|(\\d{1,18}))");

    private static final int HEAD = 200;

    private final ToolServer.Child child;
    private final int limit;
    private final Function<String, String> unsaid;
    private final BlockingQueue<String> outgoing = new LinkedBlockingQueue<>(WAITING_MESSAGES);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile @Nullable Process process;

    /** @param unsaid takes secrets out of what the program says */
    ChildTransport(ToolServer.Child child, int limit, Function<String, String> unsaid) {
        this.child = child;
        this.limit = limit;
        this.unsaid = unsaid;
    }

    /** Completes when the program has ended. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        return Mono.fromRunnable(() -> {
            try {
                start(handler);
            } catch (IOException _) {
                ended.complete(null);
                throw new IllegalStateException("the program cannot be started");
            }
        });
    }

    private void start(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(child.command());
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(INHERITED);
        child.environment().forEach((name, value) -> environment.put(name, value.reveal()));
        Process started = builder.start();
        process = started;
        var _ = started.onExit().thenRun(() -> ended.complete(null));
        Thread.ofVirtual().name("tool-reader").start(() -> read(started, handler));
        Thread.ofVirtual().name("tool-writer").start(() -> write(started));
        Thread.ofVirtual().name("tool-errors").start(() -> overhear(started));
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return Mono.fromRunnable(() -> {
            try {
                if (ended.isDone() || !outgoing.offer(Messages.MAPPER.writeValueAsString(message)))
                    throw new IllegalStateException("the program takes no messages");
            } catch (IOException _) {
                throw new IllegalStateException("the message cannot be written");
            }
        });
    }

    private void write(Process to) {
        try (OutputStream out = to.getOutputStream()) {
            while (!ended.isDone()) {
                String message = outgoing.poll(1, TimeUnit.SECONDS);
                if (message == null) continue;
                out.write((message + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException | InterruptedException _) {
            end(to);
        }
    }

    private void read(Process from, Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        MessageLines lines = new MessageLines(from.getInputStream(), limit);
        try {
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                JSONRPCMessage message = line.get().whole()
                        ? message(line.get().text())
                        : tooLong(line.get().text());
                if (message != null) handler.apply(Mono.just(message)).subscribe(_ -> {}, _ -> {});
            }
        } catch (IOException _) {
            // It has ended, or is ended below.
        }
        end(from);
    }

    private static @Nullable JSONRPCMessage message(String line) {
        try {
            return line.isEmpty() ? null : McpSchema.deserializeJsonRpcMessage(Messages.MAPPER, line);
        } catch (IOException | RuntimeException _) {
            LOG.debug("a program of tools has written a line that is no message");
            return null;
        }
    }

    private @Nullable JSONRPCMessage tooLong(String line) {
        Matcher answered = ANSWERED.matcher(line.substring(0, Math.min(HEAD, line.length())));
        if (!answered.find()) return null;
        Object id = answered.group(1) == null ? Long.valueOf(answered.group(2)) : answered.group(1);
        String words = "its answer has more than " + limit + " bytes";
        return McpSchema.JSONRPCResponse.error(
                id, new McpSchema.JSONRPCResponse.JSONRPCError(McpSchema.ErrorCodes.INTERNAL_ERROR, words, null));
    }

    private void overhear(Process from) {
        MessageLines lines = new MessageLines(from.getErrorStream(), ERROR_LINE);
        try {
            for (var line = lines.next(); line.isPresent(); line = lines.next())
                LOG.debug(
                        "{}: {}",
                        child.command().getFirst(),
                        unsaid.apply(line.get().text()));
        } catch (IOException _) {
            // It has ended.
        }
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.defer(() -> {
            Process running = process;
            if (running == null) return Mono.empty();
            end(running);
            return Mono.fromFuture(running.onExit()).then();
        });
    }

    /** Asks it and what it has started to end, and soon makes them. */
    private static void end(Process running) {
        List<ProcessHandle> family = Stream.concat(running.descendants(), Stream.of(running.toHandle()))
                .toList();
        family.forEach(ProcessHandle::destroy);
        CompletableFuture.delayedExecutor(GRACE.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> family.forEach(ProcessHandle::destroyForcibly));
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> typeRef) {
        return Messages.MAPPER.convertValue(data, typeRef);
    }
}
