package parley.http.trial;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a PostgreSQL; where it is told to, it passes the next commit on and cuts the line before the answer. */
final class LineCutter implements AutoCloseable {
    private static final int CHUNK = 64 * 1024;
    private static final int BACKLOG = 100;

    private final ServerSocket door;
    private final int behind;
    private final AtomicBoolean cuts = new AtomicBoolean();
    private final AtomicInteger cut = new AtomicInteger();

    LineCutter(int behind) {
        this.behind = behind;
        try {
            door = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    void cutNext() {
        cuts.set(true);
    }

    /** How many commits were not answered. */
    int count() {
        return cut.get();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                try {
                    new Line(client, new Socket(InetAddress.getLoopbackAddress(), behind)).begin();
                } catch (IOException away) {
                    client.close();
                }
            } catch (IOException over) {
                // its other end has gone
            }
        }
    }

    /** One connection. */
    private final class Line {
        private final Socket client;
        private final Socket server;
        private volatile boolean last;

        Line(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void begin() {
            Thread.ofVirtual().start(() -> pump(client, server, true));
            Thread.ofVirtual().start(() -> pump(server, client, false));
        }

        private void pump(Socket from, Socket to, boolean asks) {
            byte[] chunk = new byte[CHUNK];
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                    if (asks && isCommit(chunk, length) && cuts.compareAndSet(true, false)) last = true;
                    if (!asks && last) break;
                    to.getOutputStream().write(chunk, 0, length);
                }
            } catch (IOException over) {
                return;
            } finally {
                if (!asks && last) cut.incrementAndGet();
            }
        }

        private static boolean isCommit(byte[] chunk, int length) {
            return new String(chunk, 0, length, StandardCharsets.ISO_8859_1).contains("COMMIT");
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
