package parley.http.trial;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import parley.http.main.FailPoint;

/**
 * One database, one server after the other, each ended at its own point, and guests who live through all of it. Whoever
 * has left is checked between two servers.
 */
final class Campaign {
    /** How long a server may go without reaching its end. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** How long guests may still need on a server that stays. */
    private static final Duration REST = Duration.ofMinutes(2);

    private static final int KILLED = 137;
    private static final int GUESTS = 2;
    private static final int CHECKED_TOGETHER = 8;

    private final ServerProcess server;
    private final Books.Place books;
    private final long seed;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger guests = new AtomicInteger();
    private final Map<Integer, Guest> present = new ConcurrentHashMap<>();
    private final Queue<Stay> gone = new ConcurrentLinkedQueue<>();
    private final Queue<String> troubles = new ConcurrentLinkedQueue<>();
    private final List<Thread> receptions = new ArrayList<>();
    private final Map<FailPoint, Integer> kills = new EnumMap<>(FailPoint.class);
    private final List<Aim> missed = new ArrayList<>();
    private int checkedRooms;
    private int attempts;
    private int wasted;

    Campaign(ServerProcess server, Books.Place books, long seed) {
        this.server = server;
        this.books = books;
        this.seed = seed;
    }

    /** What is wrong after all that; nothing where all is well. */
    List<String> run(List<Aim> aims) throws SQLException, IOException {
        for (int i = 0; i < GUESTS; i++) receptions.add(Thread.ofVirtual().start(this::receive));
        for (Aim aim : aims) {
            if (!troubles.isEmpty()) break;
            live(aim);
            if (gone.size() >= CHECKED_TOGETHER) check();
        }
        over.set(true);
        server.launch(List.of());
        long end = System.nanoTime() + REST.toNanos();
        for (Thread it : receptions) join(it, end);
        present.values().forEach(it -> troubles.add(it + "\n" + server.said()));
        server.kill();
        check();
        try (Books open = books.open()) {
            Invariants.disorder(open.everything()).forEach(it -> troubles.add(it.toString()));
        }
        return List.copyOf(troubles);
    }

    /** One guest after the other, until the campaign is over. */
    private void receive() {
        while (!over.get() && troubles.isEmpty()) {
            int number = guests.incrementAndGet();
            Guest guest = new Guest(server, "guest-" + number, seed + number);
            present.put(number, guest);
            try {
                gone.add(guest.stay());
            } catch (RuntimeException | AssertionError trouble) {
                troubles.add(guest + ": " + trouble);
            }
            present.remove(number);
        }
    }

    private void live(Aim aim) {
        long start = System.nanoTime();
        int said = server.said().length();
        server.launch(aim.settings());
        OptionalInt exit = server.awaitEnd(PATIENCE);
        server.kill();
        Duration lived = Duration.ofNanos(System.nanoTime() - start);
        IO.println("%s: %s after %d ms".formatted(aim, exit.isEmpty() ? "not reached" : "ended", lived.toMillis()));
        if (exit.isEmpty()) missed.add(aim);
        else if (exit.getAsInt() == KILLED && server.said().substring(said).contains("ended at " + aim + "\n"))
            kills.merge(aim.point(), 1, Integer::sum);
        else troubles.add("the server ended with " + exit.getAsInt() + " instead of at " + aim + "\n" + server.said());
    }

    private void check() throws SQLException, IOException {
        try (Books open = books.open()) {
            for (Stay stay = gone.poll(); stay != null; stay = gone.poll()) {
                Evidence evidence = open.evidence(stay);
                Invariants.broken(evidence).forEach(it -> troubles.add(it.toString()));
                count(evidence);
            }
        }
    }

    private void count(Evidence evidence) {
        checkedRooms += evidence.rooms().size();
        wasted += evidence.waste().size();
        for (Evidence.Room room : evidence.rooms())
            attempts += (int) room.journal().stream()
                    .filter(it -> it.event().equals("conversation.turn-started"))
                    .count();
    }

    /** The figures of the campaign, in one line. */
    String summary() {
        int all = kills.values().stream().mapToInt(it -> it).sum();
        return "%d ends %s; not reached: %s; %d rooms checked, %d attempts at turns; waste booked %d times"
                .formatted(all, kills, missed, checkedRooms, attempts, wasted);
    }

    private static void join(Thread thread, long end) {
        try {
            thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
