package parley.http.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Viewers that hardly read, do not read at all, or vanish, beside viewers that do: the others see everything, and what the
 * slow ones have not read is not kept for them.
 */
@Tag("campaign")
class SlowViewersTest {
    private static final int STALLED = Integer.getInteger("parley.stalled", 30);
    private static final int ROUNDS = Integer.getInteger("parley.rounds", 3);
    private static final int TURNS = 150;
    private static final long MOST_KEPT = 2_000;
    private static final int SMALLEST_WINDOW = 2_048;

    @TempDir
    Path folder;

    @Test
    void change_nothing_for_the_others_and_fill_no_memory() throws IOException {
        try (ServerProcess server = new ServerProcess(
                folder,
                List.of(
                        "parley.models.scripted.shortest-gap=0ms",
                        "parley.models.scripted.longest-gap=0ms",
                        Watcher.LITTLE_ROOM),
                "-Xmx128m")) {
            server.start();
            Visitor visitor = new Visitor(server);
            visitor.register();
            visitor.startRoom("hall", 3, TURNS);
            List<Recorder> readers = IntStream.range(0, 3)
                    .mapToObj(_ -> new Recorder(server, visitor, "hall"))
                    .toList();
            List<Thread> reading = readers.stream()
                    .map(it -> Thread.ofVirtual().start(() -> it.watch(SlowViewersTest::last)))
                    .toList();
            List<Socket> stalled = stalled(server, visitor);
            Socket slow = stalled.getFirst();
            Thread.ofVirtual().start(() -> trickle(slow));

            for (int round = 1; round <= ROUNDS; round++) {
                visitor.awaitRest("hall", round * TURNS);
                if (round < ROUNDS) visitor.say("hall", "Go on, please.", TURNS);
            }
            reading.forEach(SlowViewersTest::join);

            for (Recorder reader : readers) {
                Invariants.contiguous(reader.frames());
                Invariants.textIsWhole(reader.frames());
                assertThat(recorded(reader)).isEqualTo(recorded(readers.getFirst()));
            }
            long words = readers.getFirst().frames().stream()
                    .filter(it -> it.event().equals("delta"))
                    .count();
            assertThat(words).as("enough was said to tell").isGreaterThan(5 * MOST_KEPT);
            assertThat(server.alive("parley.engine.conversation.FeedEvent$Delta"))
                    .as("events kept for those who do not read")
                    .isLessThan(MOST_KEPT);
            for (Socket socket : stalled) socket.close();
        }
    }

    private static boolean last(Recorder.Frame frame) {
        return frame.event().equals("round-ended") && frame.data().path("round").asInt() == ROUNDS;
    }

    private static List<String> recorded(Recorder reader) {
        return reader.frames().stream()
                .filter(it -> !it.event().equals("delta"))
                .map(it -> it.sequence() + " " + it.event() + " " + it.data())
                .toList();
    }

    /** Sockets that asked for the stream and then read nothing; every third is dropped at once. */
    private static List<Socket> stalled(ServerProcess server, Visitor visitor) throws IOException {
        List<Socket> sockets = new ArrayList<>();
        for (int viewer = 0; viewer < STALLED; viewer++) {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(SMALLEST_WINDOW);
            socket.connect(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), server.at("/").getPort()));
            OutputStream out = socket.getOutputStream();
            out.write(("GET /api/v1/conversations/hall/events HTTP/1.1\r\n"
                            + "Host: 127.0.0.1\r\n"
                            + "Accept:"
                            + " text/event-stream\r\n"
                            + "Authorization:"
                            + " Bearer"
                            + " " + visitor.token() + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            if (viewer % 3 == 2) {
                socket.setSoLinger(true, 0);
                socket.close();
            } else sockets.add(socket);
        }
        return sockets;
    }

    /** Reads one byte a second for as long as it may. */
    private static void trickle(Socket socket) {
        try {
            while (socket.getInputStream().read() >= 0) ServerProcess.pause(1_000);
        } catch (IOException over) {
            return;
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
