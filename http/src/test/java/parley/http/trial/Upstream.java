package parley.http.trial;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A model server of the trial's own on the OpenAI wire, which says what the trial wants at the pace it wants. */
final class Upstream implements AutoCloseable {
    /** What it says to one request; ends by itself or when the other side has left. */
    @FunctionalInterface
    interface Script {
        void say(Answer answer) throws IOException;
    }

    /** Every other answer is in ASCII, where even half a character can be said. */
    private static final ObjectMapper ESCAPING =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final int BACKLOG = 200;
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

    private final ServerSocket door;
    private final Script script;
    private final AtomicInteger requests = new AtomicInteger();
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();

    Upstream(Script script) {
        this(script, Ground.LOOPBACK);
    }

    /** The same for servers that stand elsewhere. */
    Upstream(Script script, Ground ground) {
        this.script = script;
        try {
            this.door = new ServerSocket(0, BACKLOG, InetAddress.getByName(ground.ours()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** The lines of configuration that make a server use it. */
    List<String> settings() {
        return settings("");
    }

    /** The same below a path, by which several servers are told apart. */
    List<String> settings(String path) {
        URI base = URI.create(
                "http://" + door.getInetAddress().getHostAddress() + ":" + door.getLocalPort() + path + "/v1");
        return List.of("parley.models.openai.base-url=" + base, "parley.models.openai.model=trial");
    }

    /** How many requests have come. */
    int begun() {
        return requests.get();
    }

    /** The next answer that was begun. */
    Answer nextAnswer() {
        try {
            Answer next = answers.poll(30, TimeUnit.SECONDS);
            if (next == null) throw new AssertionError("the model was not asked");
            return next;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = door.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            String path = request(in);
            Answer answer = new Answer(requests.incrementAndGet(), path, socket.getOutputStream());
            Thread.ofVirtual().start(() -> answer.await(in));
            answers.add(answer);
            script.say(answer);
        } catch (IOException left) {
            return;
        }
    }

    /** Reads a request; answers its path. */
    private static String request(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) throw new IOException("no request");
            head.append((char) next);
        }
        int length = head.toString()
                .lines()
                .map(it -> it.toLowerCase(Locale.ROOT))
                .filter(it -> it.startsWith("content-length:"))
                .mapToInt(
                        it -> Integer.parseInt(it.substring(it.indexOf(':') + 1).strip()))
                .findFirst()
                .orElse(0);
        in.skipNBytes(length);
        return head.substring(head.indexOf(" ") + 1, head.indexOf(" HTTP/"));
    }

    /** One answer under way. */
    static final class Answer {
        private final int number;
        private final String path;
        private final OutputStream out;
        private final CompletableFuture<Long> left = new CompletableFuture<>();
        private final AtomicInteger said = new AtomicInteger();
        private boolean begun;

        private Answer(int number, String path, OutputStream out) {
            this.number = number;
            this.path = path;
            this.out = out;
        }

        /** Which request of all it answers, from 1. */
        int number() {
            return number;
        }

        /** Where it was asked for. */
        String path() {
            return path;
        }

        /** Whether it is said in ASCII, with escapes for all else. */
        boolean escapes() {
            return number % 2 == 0;
        }

        /** When the other side closed the socket, by {@link System#nanoTime}. */
        CompletableFuture<Long> left() {
            return left;
        }

        /** How many deltas it has said. */
        int said() {
            return said.get();
        }

        /** Says one delta at once. */
        void say(String text) throws IOException {
            Map<String, Object> delta = Map.of("choices", List.of(Map.of("delta", Map.of("content", text))));
            event((escapes() ? ESCAPING : Visitor.JSON).writeValueAsString(delta));
            said.incrementAndGet();
        }

        /** Says that this was all. */
        void end() throws IOException {
            event("{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}");
            event("[DONE]");
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }

        private void event(String data) throws IOException {
            byte[] bytes = ("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
            ByteArrayOutputStream chunk = new ByteArrayOutputStream();
            if (!begun) chunk.writeBytes(HEAD.getBytes(StandardCharsets.US_ASCII));
            begun = true;
            chunk.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            chunk.writeBytes(bytes);
            chunk.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
            out.write(chunk.toByteArray());
            out.flush();
        }

        /** The other side says nothing more, so the end of its side is the first thing to be read. */
        private void await(InputStream in) {
            try {
                while (in.read() >= 0) Thread.onSpinWait();
            } catch (IOException reset) {
                left.complete(System.nanoTime());
            }
            left.complete(System.nanoTime());
        }
    }
}
