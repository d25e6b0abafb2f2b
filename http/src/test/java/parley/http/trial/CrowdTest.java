package parley.http.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many viewers of one room: all see the same to the byte, and those that do not read cost nothing that grows. {@code
 * -Dparley.viewers=500 -Dparley.stall=60} for the full size.
 */
@Tag("campaign")
class CrowdTest {
    /** A reply that is paid by its tokens would be ended where it does not end itself. */
    private static final List<String> BY_THE_MESSAGE = List.of(
            "parley.prices.defaults.0.provider=openai",
            "parley.prices.defaults.0.model=*",
            "parley.prices.defaults.0.message=1");

    private static final int VIEWERS = Integer.getInteger("parley.viewers", 20);
    private static final int STALL = Integer.getInteger("parley.stall", 4);
    private static final int TURNS = 4;
    private static final int READERS = 20;
    private static final int MOST_TURNS = 200;
    private static final long GAP = 2;
    private static final String DELTA = "parley.engine.conversation.FeedEvent$Delta";
    private static final long MOST_KEPT = 1_000;
    /** In KiB, most of it the conversation itself. */
    private static final long MOST_GROWTH = 16 * 1_024;

    @TempDir
    Path folder;

    @Test
    void sees_the_same_to_the_byte() {
        try (ServerProcess server = new ServerProcess(folder, List.of())) {
            server.start();
            Visitor visitor = new Visitor(server);
            visitor.register();
            visitor.post("/api/v1/conversations", Map.of("id", "hall", "agents", agents("scripted/demo")));
            CountDownLatch there = new CountDownLatch(VIEWERS);
            Predicate<Frame> end = it -> it.event().equals("turn-charged") && it.number("turn") == TURNS;
            List<MessageDigest> digests = new ArrayList<>();
            List<Seen> all = new ArrayList<>();
            List<Watcher> watchers = new ArrayList<>();
            for (int viewer = 0; viewer < VIEWERS; viewer++) {
                MessageDigest digest = sha256();
                Seen seen = new Seen();
                digests.add(digest);
                all.add(seen);
                watchers.add(new Watcher(server, visitor, "hall", end, frame -> {
                    digest.update(frame.toString().getBytes(StandardCharsets.UTF_8));
                    seen.take(frame);
                    there.countDown();
                }));
            }
            await(there);

            visitor.say("hall", "Should our town build a library or a pool?", TURNS);
            watchers.forEach(Watcher::awaitEnd);
            watchers.forEach(Watcher::close);

            assertThat(all)
                    .extracting(Seen::recorded)
                    .containsOnly(all.getFirst().recorded());
            assertThat(all).extracting(Seen::turns).containsOnly(all.getFirst().turns());
            List<String> hashes = digests.stream()
                    .map(it -> HexFormat.of().formatHex(it.digest()))
                    .toList();
            assertThat(hashes).as("SHA-256 of all that each has seen").containsOnly(hashes.getFirst());
            IO.println("%d viewers, all saw %s".formatted(VIEWERS, hashes.getFirst()));
        }
    }

    @Test
    void that_does_not_read_keeps_nothing_alive_and_nobody_waiting() throws IOException {
        Metronome metronome = new Metronome(GAP);
        try (Upstream upstream = new Upstream(metronome);
                ServerProcess server = new ServerProcess(folder, settings(upstream))) {
            server.start();
            Visitor visitor = new Visitor(server);
            visitor.register();
            visitor.post("/api/v1/conversations", Map.of("id", "hall", "agents", agents("openai/trial")));
            Readers readers = new Readers(metronome);
            List<Watcher> watchers = new ArrayList<>();
            for (int reader = 0; reader < READERS; reader++) watchers.add(readers.joining(server, visitor));
            visitor.say("hall", "Tick.", MOST_TURNS);
            settle();

            Figures before = readers.measured(STALL / 2);
            Heap alone = Heap.of(server);
            List<Socket> stalled = new ArrayList<>();
            for (int viewer = 0; viewer < VIEWERS; viewer++) stalled.add(Watcher.stalled(server, visitor, "hall"));
            int ticks = metronome.ticks();
            Figures coming = readers.measured(STALL / 2);
            Heap early = Heap.of(server);
            Figures beside = readers.measured(STALL);
            awaitWords(metronome, ticks + 2 * MOST_KEPT);
            Heap late = Heap.of(server);
            int words = metronome.ticks() - ticks;
            for (Socket socket : stalled) socket.close();
            settle();
            Figures after = readers.measured(STALL / 2);
            visitor.post("/api/v1/conversations/hall/stop", Map.of());
            watchers.forEach(Watcher::awaitEnd);
            watchers.forEach(Watcher::close);

            long kept = late.objects(DELTA);
            double ratio = beside.millis(99) / before.and(after).millis(99);
            IO.println("%d readers alone: %s%nwhile %d come that stall: %s%nbeside them: %s%nalone again: %s"
                    .formatted(READERS, before, VIEWERS, coming, beside, after));
            IO.println(
                    "p99 beside to p99 alone: %.2f; heap: alone %d KiB, beside them %d KiB, %d s later %d KiB; %d words, %d kept"
                            .formatted(
                                    ratio, alone.kilobytes(), early.kilobytes(), STALL, late.kilobytes(), words, kept));
            assertThat(words).as("words, enough to tell").isGreaterThanOrEqualTo((int) (2 * MOST_KEPT));
            assertThat(kept).as("deltas kept for those who do not read").isLessThan(MOST_KEPT);
            assertThat(late.kilobytes() - early.kilobytes())
                    .as("growth of the heap in KiB, which held%n%s%nand then%n%s", early.most(), late.most())
                    .isLessThan(MOST_GROWTH);
        }
    }

    /** Viewers that read, each of which checks what it sees, and how long words were on their way to all of them. */
    private static final class Readers {
        private final Metronome metronome;
        private final List<List<Long>> delays = new ArrayList<>();
        private volatile boolean measuring;

        Readers(Metronome metronome) {
            this.metronome = metronome;
        }

        Watcher joining(ServerProcess server, Visitor visitor) {
            List<Long> own = new ArrayList<>();
            delays.add(own);
            Seen seen = new Seen();
            Consumer<Frame> each = frame -> {
                long now = System.nanoTime();
                seen.take(frame);
                if (!measuring || !frame.isDelta()) return;
                synchronized (own) {
                    own.addAll(metronome.delays(frame.text(), now));
                }
            };
            return new Watcher(server, visitor, "hall", it -> it.event().equals("round-ended"), each);
        }

        Figures measured(int seconds) {
            measuring = true;
            ServerProcess.pause(TimeUnit.SECONDS.toMillis(seconds));
            measuring = false;
            List<Long> all = new ArrayList<>();
            for (List<Long> own : delays)
                synchronized (own) {
                    all.addAll(own);
                    own.clear();
                }
            return new Figures(all);
        }
    }

    private static List<String> settings(Upstream upstream) {
        List<String> settings = new ArrayList<>(upstream.settings());
        settings.add(Watcher.LITTLE_ROOM);
        settings.add("parley.user.welcome-credits=1000000000");
        settings.addAll(BY_THE_MESSAGE);
        return settings;
    }

    private static List<Map<String, String>> agents(String model) {
        return List.of(agent("Zoë 🦊", model), agent("Łukasz", model));
    }

    private static Map<String, String> agent(String name, String model) {
        String persona = "You are a fox 🦊. You say \"Ça va 日本語 👩‍👩‍👧 𝒳!\"";
        return Map.of("name", name, "persona", persona, "model", model, "voice", "none/none");
    }

    private static void settle() {
        ServerProcess.pause(2_000);
    }

    /** A slow machine says fewer words in the same time. */
    private static void awaitWords(Metronome metronome, long enough) {
        for (int wait = 0; metronome.ticks() < enough && wait < 600; wait++) ServerProcess.pause(100);
    }

    private static void await(CountDownLatch there) {
        try {
            assertThat(there.await(60, TimeUnit.SECONDS)).as("all have come").isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
