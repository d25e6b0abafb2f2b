package parley.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Accounts;
import parley.engine.ledger.GrantType;
import parley.engine.ledger.HoldId;
import parley.engine.ledger.Order;

/**
 * Rooms that charge accounts, all in one thread: a seed decides what happens next, what is lost and who dies, down to
 * the moment before and after each write. In the end all is delivered and everything must add up.
 */
final class Simulation implements Post.Faults {
    static final ConversationSettings SETTINGS = House.settings("""
            snapshot-every = 50, idle = 1m, ask-within = 5s, held-tokens = 40, errand-within = 5s
            attempts = 4, viewer-window = 16, early-clause = off, charge-again = 50ms
            """);

    private static final int STEPS = 400;
    private static final int PATIENCE = 3_000;
    final List<SimulatedRoom> rooms = new ArrayList<>();
    final Post post;
    private final Random random;
    private final @Nullable Fault planted;
    private final Ticking clock = new Ticking();
    private final Whims whims;
    private final int faults;
    private boolean calm;

    Simulation(long seed, @Nullable Fault planted) {
        this.random = new Random(new SplittableRandom(seed).nextLong()); // neighbouring seeds begin alike else
        this.planted = planted;
        this.whims = new Whims(random, clock);
        this.faults = List.of(0, 2, 5, 15).get(random.nextInt(4));
        this.post = new Post(random, clock::instant, this);
        List<UserId> owners = random.nextBoolean() ? List.of(House.ADA) : List.of(House.ADA, new UserId("bob"));
        owners.forEach(it -> {
            post.account(it);
            give(it, 20 + random.nextInt(random.nextBoolean() ? 100 : 3_000));
        });
        post.account(Accounts.WASTE);
        Rates rates = whims.rates();
        int many = 1 + random.nextInt(3);
        for (int room = 1; room <= many; room++) {
            UserId owner = owners.get(random.nextInt(owners.size()));
            SimulatedRoom it =
                    new SimulatedRoom(new ConversationId("room-" + room), owner, post, rates, clock, random, this);
            calmly(() -> it.open(whims.rules(), whims.seats()));
            rooms.add(it);
        }
    }

    private void give(UserId user, long credits) {
        calmly(() -> {
            post.send(user, new Order.Give("welcome", GrantType.WELCOME, credits, 1, null, "Welcome", null));
            post.deliverAll();
        });
    }

    @Override
    public boolean strikes() {
        return !calm && random.nextInt(100) < faults;
    }

    @Override
    public boolean planted(Fault fault) {
        return fault.equals(planted);
    }

    private void calmly(Runnable deed) {
        calm = true;
        deed.run();
        calm = false;
    }

    /** Everything happens in some order, and then comes to rest. */
    void run() {
        for (int step = 0; step < STEPS; step++) act();
        calm = true;
        rest();
        new Reckoning(this).check();
    }

    private void act() {
        SimulatedRoom room = rooms.get(random.nextInt(rooms.size()));
        clock.pass(Duration.ofMillis(random.nextInt(400)));
        switch (random.nextInt(24)) {
            case 0, 1, 2, 3, 4, 5, 6 -> room.step();
            case 7, 8, 9, 10, 11, 12 -> post.deliver();
            case 13, 14, 15, 16 -> room.goOn();
            case 17 -> {
                if (random.nextInt(3) > 0) room.tell(whims.message(room));
            }
            case 18 -> room.tell(whims.direction(room));
            case 19 -> {
                if (strikes()) room.die();
                else if (random.nextInt(4) == 0) room.leave();
            }
            case 20, 21 -> room.wake();
            case 22 -> {
                if (strikes()) post.timeout();
                if (random.nextInt(20) == 0) clock.pass(Duration.ofHours(9));
            }
            default ->
                room.order(whims.order(
                        room, List.copyOf(post.books(room.owner).charged.keySet())));
        }
    }

    private void rest() {
        for (int patience = 0; patience < PATIENCE; patience++) {
            for (SimulatedRoom room : rooms) {
                room.wake();
                room.goOn();
                for (int message = 0; message < 20; message++) room.step();
            }
            post.deliverAll();
            if (rooms.stream().allMatch(SimulatedRoom::idle) && post.isEmpty()) return;
        }
        throw new AssertionError("a room does not come to rest: "
                + rooms.stream().map(it -> it.transcript().toString()).toList());
    }

    /** A clock that goes on when it is told to. */
    private static final class Ticking extends Clock {
        private Instant now = Instant.parse("2026-11-21T12:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    /** The last look at everything. */
    private record Reckoning(Simulation it) {
        void check() {
            Map<UserId, Map<HoldId, Long>> owed = new HashMap<>();
            Map<String, Long> wasted = new HashMap<>();
            for (SimulatedRoom room : it.rooms) {
                owed.computeIfAbsent(room.owner, _ -> new HashMap<>()).putAll(room.witness.finished());
                wasted.putAll(room.witness.wasted);
            }
            for (UserId user : it.post.users()) {
                Bookkeeper books = it.post.books(user);
                Map<HoldId, Long> due = new HashMap<>(owed.getOrDefault(user, Map.of()));
                due.values().removeIf(credits -> credits == 0);
                Map<HoldId, Long> charged = new HashMap<>(books.charged);
                charged.values().removeIf(credits -> credits == 0);
                assertThat(charged)
                        .as("what %s was charged is what it cost", user)
                        .isEqualTo(due);
                assertThat(books.open).as("every hold of %s has ended", user).isEmpty();
                books.agrees(it.post.account(user).balance());
            }
            assertThat(it.post.books(Accounts.WASTE).wasted).as("waste").isEqualTo(wasted);
            it.post.restartAll();
        }
    }
}
