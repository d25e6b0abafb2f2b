package parley.persistence.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Stands before a PostgreSQL, and cuts all lines when a commit passes by; after that nobody comes through until told. */
final class LineCutter implements AutoCloseable {
    /** What becomes of what passes by. */
    enum Mode {
        OPEN,
        /** Nobody comes through. */
        SHUT,
        /** The next commit is not passed on; then it is shut. */
        BEFORE_COMMIT,
        /** The next commit is passed on and its answer is not; then it is shut. */
        AFTER_COMMIT
    }

    private static final int CHUNK = 64 * 1024;

    private final ServerSocket door;
    private final int behind;
    private final AtomicReference<Mode> mode = new AtomicReference<>(Mode.OPEN);
    private final Set<Socket> lines = ConcurrentHashMap.newKeySet();
    private CompletableFuture<Void> cut = new CompletableFuture<>();

    LineCutter(int behind) {
        this.behind = behind;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Answers when that has come to pass. */
    CompletableFuture<Void> cut(Mode when) {
        cut = new CompletableFuture<>();
        mode.set(when);
        return cut;
    }

    void open() {
        mode.set(Mode.OPEN);
    }

    /** Ends every line that is there. */
    void hangUp() {
        for (Socket line : lines) {
            try {
                line.close();
            } catch (IOException gone) {
                // It is over anyway.
            }
        }
    }

    private void over() {
        hangUp();
        cut.complete(null);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                if (mode.get() == Mode.SHUT) client.close();
                else new Line(client, new Socket(InetAddress.getLoopbackAddress(), behind)).begin();
            } catch (IOException over) {
                // Either this line or the door.
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
            lines.add(client);
            lines.add(server);
            Thread.ofVirtual().start(() -> pump(client, server, true));
            Thread.ofVirtual().start(() -> pump(server, client, false));
        }

        private void pump(Socket from, Socket to, boolean asks) {
            byte[] chunk = new byte[CHUNK];
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                    if (asks ? isCutBefore(chunk, length) : last) break;
                    to.getOutputStream().write(chunk, 0, length);
                }
            } catch (IOException over) {
                return;
            } finally {
                lines.remove(from);
                if (!asks && last) over();
            }
        }

        private boolean isCutBefore(byte[] chunk, int length) {
            if (!new String(chunk, 0, length, StandardCharsets.ISO_8859_1).contains("COMMIT")) return false;
            if (mode.compareAndSet(Mode.AFTER_COMMIT, Mode.SHUT)) last = true;
            if (!mode.compareAndSet(Mode.BEFORE_COMMIT, Mode.SHUT)) return false;
            over();
            return true;
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        hangUp();
    }
}
