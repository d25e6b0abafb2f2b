package parley.http.wire;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ServerSocketFactory;

/** A provider's server that fails as it is told: it answers each connection by a script and notes what its client does. */
public final class FaultServer implements AutoCloseable {
    private static final int BACKLOG = 200;

    private final ServerSocket server;
    private final Script script;
    private final String greeting;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final AtomicLong written = new AtomicLong();

    /** A server without a cloak. */
    public FaultServer(Script script) throws IOException {
        this(ServerSocketFactory.getDefault(), script);
    }

    /** One whose sockets come from elsewhere, for TLS. */
    FaultServer(ServerSocketFactory sockets, Script script) throws IOException {
        this(sockets, script, "");
    }

    private FaultServer(ServerSocketFactory sockets, Script script, String greeting) throws IOException {
        this.server = sockets.createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        this.script = script;
        this.greeting = greeting;
        Thread.ofVirtual().start(this::accept);
    }

    /** One that speaks before it has heard anything, and then closes. */
    static FaultServer greeting(String words) throws IOException {
        return new FaultServer(ServerSocketFactory.getDefault(), Line::hang, words);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Its address, without a path. */
    public URI base() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** What was asked: head and body, one text a connection. */
    public List<String> requests() {
        return requests;
    }

    /** How many bytes of answers the clients' sockets took. */
    public long written() {
        return written.get();
    }

    /** The connections so far, in the order of their requests. */
    public List<Line> lines() {
        return lines;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Line each : lines) each.socket.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            if (!greeting.isEmpty()) {
                socket.getOutputStream().write(greeting.getBytes(StandardCharsets.UTF_8));
                return;
            }
            InputStream in = new BufferedInputStream(socket.getInputStream());
            String request = request(in);
            Line line = new Line(socket, request);
            requests.add(request);
            lines.add(line);
            Thread.ofVirtual().start(() -> line.watch(in));
            script.answer(line);
        } catch (Exception _) {
            // The client has gone; the test sees it by its own means.
        }
    }

    private static String request(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) throw new IOException("no request");
            head.append((char) next);
        }
        int length = head.toString()
                .lines()
                .filter(it -> it.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(it -> Integer.parseInt(it.substring(15).strip()))
                .findFirst()
                .orElse(0);
        return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    /** Answers one connection, which closes politely when this returns. */
    @FunctionalInterface
    public interface Script {
        void answer(Line line) throws Exception;
    }

    /** One connection, after its request. */
    public final class Line {
        private static final long LONGEST_HANG = 60;

        private final Socket socket;
        private final String request;
        private final CompletableFuture<Long> left = new CompletableFuture<>();

        private Line(Socket socket, String request) {
            this.socket = socket;
            this.request = request;
        }

        public String request() {
            return request;
        }

        public void write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            written.addAndGet(bytes.length);
        }

        public void write(String text) throws IOException {
            write(text.getBytes(StandardCharsets.UTF_8));
        }

        /** Says nothing more, until the client goes. */
        public void hang() throws Exception {
            left.get(LONGEST_HANG, TimeUnit.SECONDS);
        }

        /** Says nothing for so long, or until the client goes; answers whether it is still there. */
        public boolean pause(Duration pause) {
            try {
                left.get(pause.toMillis(), TimeUnit.MILLISECONDS);
                return false;
            } catch (TimeoutException _) {
                return true;
            } catch (InterruptedException | ExecutionException _) {
                return false;
            }
        }

        /** Breaks the connection off instead of closing it. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** When the client closed or broke the connection, by {@link System#nanoTime}. */
        public CompletableFuture<Long> left() {
            return left;
        }

        private void watch(InputStream in) {
            try {
                while (in.read() >= 0) Thread.onSpinWait();
            } catch (IOException _) {
                // gone as well
            }
            left.complete(System.nanoTime());
        }
    }
}
