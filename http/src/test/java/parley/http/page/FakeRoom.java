package parley.http.page;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** One conversation's stream: recorded events and provisional text, with cursors, for any number of viewers. */
final class FakeRoom {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int NEVER = Integer.MAX_VALUE;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final List<Frame> log = new ArrayList<>();
    private final AtomicInteger viewings = new AtomicInteger();
    private volatile int cutEvery = NEVER;
    private long sequence;
    private volatile boolean deleted;

    /** One event with its place in the stream. */
    record Frame(long sequence, int offset, String event, Map<String, Object> data) {
        boolean recorded() {
            return !event.equals("delta");
        }

        boolean after(long seen, int offsetSeen) {
            return sequence > seen || (sequence == seen && offset > offsetSeen);
        }

        String cursor() {
            return sequence + "." + offset;
        }

        byte[] bytes() throws IOException {
            String text = "id: " + cursor() + "\nevent: " + event + "\ndata: " + JSON.writeValueAsString(data) + "\n\n";
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** From now on the connection of whoever watches breaks after so many frames, again and again. */
    void cutEvery(int frames) {
        cutEvery = frames;
    }

    /** How often somebody began to watch. */
    int viewings() {
        return viewings.get();
    }

    void record(String event, int offset, Map<String, Object> data) {
        Map<String, Object> dated = new LinkedHashMap<>(data);
        dated.put("at", Instant.now().toString());
        keep(() -> new Frame(++sequence, offset, event, dated));
    }

    void delta(int turn, int attempt, String speaker, String text, int end) {
        Map<String, Object> data = Map.of("turn", turn, "attempt", attempt, "speaker", speaker, "text", text);
        keep(() -> new Frame(sequence, end, "delta", data));
    }

    private void keep(Supplier<Frame> frame) {
        lock.lock();
        try {
            log.add(frame.get());
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void delete() {
        record("deleted", 0, Map.of());
        deleted = true;
    }

    List<Frame> recorded() {
        lock.lock();
        try {
            return log.stream().filter(Frame::recorded).toList();
        } finally {
            lock.unlock();
        }
    }

    /** Writes everything after a cursor, for as long as the viewer stays and the connection is not cut. */
    void watch(String after, OutputStream viewer) throws IOException, InterruptedException {
        int dot = after.indexOf('.');
        long seen = Long.parseLong(dot < 0 ? after : after.substring(0, dot));
        int offset = dot < 0 ? 0 : Integer.parseInt(after.substring(dot + 1));
        viewer.write(": hello\n\n".getBytes(StandardCharsets.UTF_8));
        viewer.flush();
        // Provisional text from before the last record is gone for whoever comes now; a viewer who is there sees all of
        // it.
        long present = recorded().getLast().sequence();
        // Only now: from here on the room goes on, and what it says is there to be seen.
        viewings.incrementAndGet();
        int written = 0;
        for (int next = 0; !deleted; next++) {
            Frame frame = at(next);
            boolean gone = !frame.recorded() && frame.sequence() < present;
            if (gone || !frame.after(seen, offset)) continue;
            viewer.write(frame.bytes());
            viewer.flush();
            if (++written >= cutEvery) throw new IOException("the connection was cut");
        }
    }

    private Frame at(int position) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (position >= log.size()) more.await();
            return log.get(position);
        } finally {
            lock.unlock();
        }
    }
}
