package parley.http.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that speaks HTTP byte for byte as a test tells it, one answer a connection. */
public final class WireServer implements AutoCloseable {
    private final ServerSocket server;
    private final Script script;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> clientLeft = new CompletableFuture<>();

    /** A server that answers each request by the script. */
    public WireServer(Script script) throws IOException {
        this.server = new ServerSocket(0, 2000, InetAddress.getLoopbackAddress());
        this.script = script;
        Thread.ofVirtual().start(this::accept);
    }

    /** A server that answers each request with these bytes and closes. */
    public static WireServer answering(String bytes) throws IOException {
        return new WireServer(out -> out.write(bytes.getBytes(StandardCharsets.UTF_8)));
    }

    public static String chunkedHead() {
        return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
    }

    public static byte[] chunk(byte[] bytes, int from, int to) {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        chunk.writeBytes((Integer.toHexString(to - from) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        chunk.write(bytes, from, to - from);
        chunk.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        return chunk.toByteArray();
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/v1");
    }

    /** What was asked: head and body, one text a request. */
    public List<String> requests() {
        return requests;
    }

    /** Completes when a client has closed its side. */
    public CompletableFuture<Void> clientLeft() {
        return clientLeft;
    }

    @Override
    public void close() throws IOException {
        server.close();
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
            InputStream in = new BufferedInputStream(socket.getInputStream());
            requests.add(request(in));
            Thread.ofVirtual().start(() -> watch(in));
            script.answer(socket.getOutputStream());
            socket.getOutputStream().flush();
        } catch (Exception _) {
            // The client has gone; the test sees it by its own means.
        }
    }

    private void watch(InputStream in) {
        try {
            while (in.read() >= 0) Thread.onSpinWait();
        } catch (IOException _) {
            // gone as well
        }
        clientLeft.complete(null);
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
                .filter(it -> it.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                .mapToInt(it -> Integer.parseInt(it.substring(15).strip()))
                .findFirst()
                .orElse(0);
        return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    /** Writes one answer; the connection closes when it returns. */
    @FunctionalInterface
    public interface Script {
        void answer(OutputStream out) throws Exception;
    }
}
