package parley.http.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Viewers, each of one room at one server, until each has seen a turn of its room paid. */
final class Audience implements AutoCloseable {
    private static final String SEEN = "event: delta";
    private static final String OVER = "event: turn-charged";
    private static final String THERE = "retry:";

    private final AtomicLong deltas = new AtomicLong();
    private final CountDownLatch there;
    private final CountDownLatch over;
    private final java.util.List<Socket> sockets = new java.util.concurrent.CopyOnWriteArrayList<>();

    Audience(int viewers) {
        this.there = new CountDownLatch(viewers);
        this.over = new CountDownLatch(viewers);
    }

    /** Lets somebody watch a room at the server on this port, after a cursor. */
    void watch(int port, String room, String after, String token) {
        Thread.ofVirtual().start(() -> {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                sockets.add(socket);
                String request = "GET /api/v1/conversations/" + room + "/events?after=" + after
                        + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nAuthorization: Bearer " + token
                        + "\r\n\r\n";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                follow(new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1), 1 << 12));
            } catch (IOException left) {
                IO.println("a viewer of " + room + " was cut off: " + left);
            }
        });
    }

    private void follow(BufferedReader reader) throws IOException {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith(SEEN)) deltas.incrementAndGet();
            else if (line.startsWith(THERE)) there.countDown();
            else if (line.startsWith(OVER)) {
                over.countDown();
                return;
            }
        }
    }

    /** Waits until all are let in. */
    void awaitArrival() throws InterruptedException {
        if (!there.await(1, TimeUnit.MINUTES)) throw new IllegalStateException("some viewers were not let in");
    }

    /** Waits until all have seen the end; answers how many pieces of text they have seen together. */
    long awaitEnd() throws InterruptedException {
        if (!over.await(3, TimeUnit.MINUTES))
            throw new IllegalStateException(over.getCount() + " viewers have not seen the end");
        return deltas.get();
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) socket.close();
    }
}
