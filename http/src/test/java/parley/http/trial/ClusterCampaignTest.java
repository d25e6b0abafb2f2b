package parley.http.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three servers with rooms that always speak, and viewers of all of them, while servers are lost: {@code
 * -Dparley.cluster.rooms=200 -Dparley.cluster.minutes=15} for kill -9 of any of them every 10 to 30 seconds, {@code
 * -Dparley.cluster.rounds=20} for rounds of SIGTERM and of SIGSTOP, {@code -Dparley.cluster.seed=N} for other moments,
 * {@code -Dparley.cluster.netns=on|off} for networks of their own. With {@code -Dparley.cluster.alternating=off} the next
 * server is killed without waiting for the one before to be back, be it the same or all but the last.
 */
@Tag("campaign")
class ClusterCampaignTest {
    private static final int ROOMS = Integer.getInteger("parley.cluster.rooms", 20);
    private static final int MINUTES = Integer.getInteger("parley.cluster.minutes", 2);
    private static final int ROUNDS = Integer.getInteger("parley.cluster.rounds", 1);
    private static final long SEED = Long.getLong("parley.cluster.seed", 20_261_121);
    private static final boolean ALTERNATING =
            !System.getProperty("parley.cluster.alternating", "on").equals("off");
    private static final long SHORTEST = 10_000;
    private static final long LONGEST = 30_000;
    private static final long FROZEN = 30_000;
    private static final int SENTENCES = 20;
    private static final int WORDS = 8;
    private static final int GAP = Integer.getInteger("parley.cluster.gap", 100);
    private static final Duration TO_STOP = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @Test
    void nothing_is_lost_or_doubled_while_servers_are_killed() throws IOException, SQLException {
        campaign(ClusterCampaignTest::kill);
    }

    @Test
    void nothing_is_lost_or_doubled_while_servers_are_restarted_one_after_the_other() throws IOException, SQLException {
        campaign(ClusterCampaignTest::roll);
    }

    @Test
    void a_server_that_was_frozen_writes_nothing_more_and_ends_by_itself() throws IOException, SQLException {
        campaign(ClusterCampaignTest::freeze);
    }

    /** What is done to a fleet. */
    private interface Fate {
        void befall(Fleet fleet, Hall hall);
    }

    private void campaign(Fate fate) throws IOException, SQLException {
        try (Theatre theatre = new Theatre(folder, new Spoken(SENTENCES, WORDS, GAP))) {
            Hall hall = new Hall(theatre.fleet());
            hall.open(ROOMS);
            fate.befall(theatre.fleet(), hall);
            Stay stay = hall.rest();
            IO.println(hall.told());
            theatre.fleet().close();
            theatre.check(stay);
            theatre.prove();
        }
    }

    private static void kill(Fleet fleet, Hall hall) {
        Random random = new Random(SEED);
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
        int kills = 0;
        while (System.nanoTime() < end) {
            fleet.tend(Duration.ofMillis(random.nextLong(SHORTEST, LONGEST)));
            int number = random.nextInt(fleet.servers().size());
            long healthy =
                    fleet.servers().stream().filter(ServerProcess::healthy).count();
            fleet.server(number).kill();
            kills++;
            if (ALTERNATING) fleet.server(number).start();
            else fleet.server(number).launch(List.of());
            IO.println("kill %d: server %d, where %d of %d were healthy; %s"
                    .formatted(kills, number, healthy, fleet.servers().size(), hall.told()));
        }
        int ended = fleet.tendUntilHealthy();
        fleet.tend(Duration.ofMillis(LONGEST));
        IO.println("%d kills in %d minutes, %d rooms; %d servers ended by themselves"
                .formatted(kills, MINUTES, ROOMS, ended));
    }

    private static void roll(Fleet fleet, Hall hall) {
        for (int round = 1; round <= ROUNDS; round++) {
            for (ServerProcess server : fleet.servers()) {
                ServerProcess.pause(SHORTEST / 2);
                long begin = System.nanoTime();
                server.stop(TO_STOP);
                long stopped = System.nanoTime();
                server.start();
                IO.println("round %d: ended in %d ms, back in %d ms; %s"
                        .formatted(
                                round,
                                TimeUnit.NANOSECONDS.toMillis(stopped - begin),
                                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - stopped),
                                hall.told()));
            }
        }
        ServerProcess.pause(SHORTEST);
    }

    /** As in a long pause of the garbage collector: the others have gone on when it wakes, and it must not. */
    private static void freeze(Fleet fleet, Hall hall) {
        for (int round = 1; round <= ROUNDS; round++) {
            ServerProcess.pause(SHORTEST);
            ServerProcess server = fleet.server(round % fleet.servers().size());
            server.signal("STOP");
            ServerProcess.pause(FROZEN);
            long woken = System.nanoTime();
            server.signal("CONT");
            assertThat(server.awaitEnd(TO_STOP)).as("its exit code").hasValue(1);
            IO.println("frozen %d: ended by itself %d ms after it woke; %s"
                    .formatted(round, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - woken), hall.told()));
            server.kill();
            server.start();
        }
        ServerProcess.pause(SHORTEST);
    }
}
