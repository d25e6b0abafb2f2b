package parley.http.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.function.Predicate;

/**
 * A viewer on a bad line: it is cut after some bytes, in the middle of whatever is being sent, and goes on from the last
 * frame that it has seen completely.
 */
final class CutViewer {
    private static final Duration SILENCE = Duration.ofSeconds(40);
    private static final int MOST_AT_FIRST = 400;
    private static final int MOST = 5_000;
    private static final int ONE_IN = 8;
    private static final int BUFFER = 8_192;

    private final ServerProcess server;
    private final Visitor visitor;
    private final String room;
    private final Random random;
    private final Cuts cuts;
    private final Seen seen = new Seen();
    private long seenAt;
    private boolean done;

    CutViewer(ServerProcess server, Visitor visitor, String room, Random random, Cuts cuts) {
        this.server = server;
        this.visitor = visitor;
        this.room = room;
        this.random = random;
        this.cuts = cuts;
    }

    Seen seen() {
        return seen;
    }

    /** Watches over as many lines as it takes, until a frame fits. */
    void watch(Predicate<Frame> last) {
        done = false;
        while (!done) read(watching(), length(), last);
    }

    /** Watches over one line that is not cut, until a frame fits. */
    Seen watchWhole(Predicate<Frame> last) {
        read(watching(), Integer.MAX_VALUE, last);
        return seen;
    }

    /** Says something and reads the answer as a stream; once that is cut, says the same again and goes on watching. */
    void post(String path, Object body, Predicate<Frame> last) {
        done = false;
        boolean begun = read(posting(path, body), length(), last);
        if (!begun || random.nextBoolean()) visitor.post(path, body);
        if (!done) watch(last);
    }

    /** Some lines hardly live long enough for the head of an answer. */
    private int length() {
        return random.nextInt(random.nextInt(ONE_IN) == 0 ? MOST_AT_FIRST : MOST);
    }

    /** Reads until the line is cut, ends or shows the last frame; answers whether a byte came. */
    private boolean read(byte[] request, int most, Predicate<Frame> last) {
        seenAt = System.nanoTime();
        WireReader reader = new WireReader(frame -> {
            seen.take(frame);
            seenAt = System.nanoTime();
            done = done || last.test(frame);
        });
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.at("/").getPort())) {
            socket.setSoTimeout((int) SILENCE.toMillis());
            socket.getOutputStream().write(request);
            if (read(socket.getInputStream(), reader, most)) cuts.count(reader.place());
            if (random.nextBoolean()) socket.setSoLinger(true, 0);
        } catch (SocketTimeoutException silent) {
            throw new AssertionError("nothing came any more after " + seen.cursor(), silent);
        } catch (IOException broken) {
            throw new AssertionError("the server broke the line after " + seen.cursor(), broken);
        }
        return reader.place() != WireReader.Place.BEFORE_ANSWER;
    }

    /** Answers whether it was cut, and did not end before. */
    private boolean read(InputStream in, WireReader reader, int most) throws IOException {
        byte[] buffer = new byte[BUFFER];
        int left = most;
        while (left > 0) {
            int count = in.read(buffer, 0, Math.min(left, buffer.length));
            if (count < 0) return false;
            if (System.nanoTime() - seenAt > SILENCE.toNanos()) throw new SocketTimeoutException("only heartbeats");
            for (int at = 0; at < count; at++) {
                reader.take(buffer[at]);
                if (done) return false;
            }
            left -= count;
        }
        return true;
    }

    private byte[] watching() {
        String place = "/api/v1/conversations/" + room + "/events";
        String cursor = seen.cursor();
        boolean asked = random.nextBoolean();
        if (cursor.isEmpty()) return request("GET", place, "", new byte[0]);
        return asked
                ? request("GET", place + "?after=" + cursor, "", new byte[0])
                : request("GET", place, "Last-Event-ID: " + cursor + "\r\n", new byte[0]);
    }

    private byte[] posting(String path, Object body) {
        try {
            byte[] bytes = Visitor.JSON.writeValueAsBytes(body);
            String headers = "Content-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n";
            return request("POST", path, headers, bytes);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private byte[] request(String method, String path, String headers, byte[] body) {
        String head = method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n"
                + "Authorization: Bearer " + visitor.token() + "\r\n" + headers + "\r\n";
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(body);
        return request.toByteArray();
    }
}
