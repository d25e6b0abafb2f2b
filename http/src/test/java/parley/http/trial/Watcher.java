package parley.http.trial;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A viewer on one line of its own, from the beginning of a room: tells each frame as it arrives, until it leaves. */
final class Watcher implements AutoCloseable {
    /**
     * A line of configuration: the system keeps little for a viewer that does not read. It would else take megabytes, and
     * the server itself would never have to keep anything.
     */
    static final String LITTLE_ROOM = "pekko.http.server.socket-options.so-send-buffer-size=8k";

    private static final int PATIENCE = 60;
    private static final int SMALLEST_WINDOW = 2_048;
    private static final int BUFFER = 16 * 1_024;

    private final Socket socket;
    private final Consumer<Frame> frames;
    private final CompletableFuture<Frame> last = new CompletableFuture<>();

    /** Watches until a frame fits. */
    Watcher(ServerProcess server, Visitor visitor, String room, Predicate<Frame> end, Consumer<Frame> frames) {
        this.socket = new Socket();
        this.frames = frames;
        ask(socket, server, visitor, room);
        Thread.ofVirtual().start(() -> read(end));
    }

    /** A line that asks for a room's stream and never reads it. */
    static Socket stalled(ServerProcess server, Visitor visitor, String room) {
        try {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(SMALLEST_WINDOW);
            ask(socket, server, visitor, room);
            return socket;
        } catch (SocketException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void ask(Socket socket, ServerProcess server, Visitor visitor, String room) {
        String request = "GET /api/v1/conversations/" + room + "/events HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                + "Accept: text/event-stream\r\nAuthorization: Bearer " + visitor.token() + "\r\n\r\n";
        try {
            socket.connect(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), server.at("/").getPort()));
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Waits until it has seen what it watches for; complains about what it did not like. */
    void awaitEnd() {
        last.orTimeout(PATIENCE, TimeUnit.SECONDS).join();
    }

    /** Leaves. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void read(Predicate<Frame> end) {
        WireReader reader = new WireReader(frame -> {
            frames.accept(frame);
            if (end.test(frame)) last.complete(frame);
        });
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = socket.getInputStream();
            for (int count = in.read(buffer); count >= 0 && !last.isDone(); count = in.read(buffer))
                for (int at = 0; at < count; at++) reader.take(buffer[at]);
            last.completeExceptionally(new AssertionError("the server ended the stream"));
        } catch (IOException | AssertionError broken) {
            last.completeExceptionally(broken);
        }
    }
}
