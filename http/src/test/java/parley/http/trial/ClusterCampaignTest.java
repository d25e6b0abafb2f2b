package parley.http.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
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
 * -Dparley.cluster.rounds=20} for rounds of SIGTERM and of SIGSTOP, {@code -Dparley.cluster.seed=N} for other moments.
 */
@Tag("campaign")
class ClusterCampaignTest {
    private static final int ROOMS = Integer.getInteger("parley.cluster.rooms", 20);
    private static final int MINUTES = Integer.getInteger("parley.cluster.minutes", 2);
    private static final int ROUNDS = Integer.getInteger("parley.cluster.rounds", 1);
    private static final long SEED = Long.getLong("parley.cluster.seed", 20_261_121);
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
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Upstream upstream = new Upstream(ClusterCampaignTest::say)) {
            String url = postgres.getJdbcUrl("postgres", "postgres");
            List<String> database = List.of("parley.database.url=" + url, "parley.database.user=postgres");
            List<String> settings =
                    List.of(database.getFirst(), database.getLast(), "parley.user.welcome-credits=1000000000");
            Stay stay;
            try (Fleet fleet = new Fleet(Program.PARLEY, folder, 3, upstream, settings)) {
                fleet.start();
                Hall hall = new Hall(fleet);
                hall.open(ROOMS);
                fate.befall(fleet, hall);
                stay = hall.rest();
                IO.println("silence until rooms spoke again: p50 %.1f s, p95 %.1f s, p99 %.1f s; %s"
                        .formatted(
                                hall.silences().millis(50) / 1000,
                                hall.silences().millis(95) / 1000,
                                hall.silences().millis(99) / 1000,
                                hall.silences()));
            }
            try (Books books = Books.at(url, "postgres")) {
                assertThat(Invariants.broken(books.evidence(stay))).isEmpty();
                assertThat(Invariants.disorder(books.everything())).isEmpty();
            }
            Prover.Verdict verdict = new Prover(Program.PARLEY, folder, database, false).prove();
            IO.println("proved: " + verdict.summary());
            assertThat(verdict.differences()).isEmpty();
        }
    }

    private static void kill(Fleet fleet, Hall hall) {
        Random random = new Random(SEED);
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
        for (int kill = 1; System.nanoTime() < end; kill++) {
            ServerProcess.pause(random.nextLong(SHORTEST, LONGEST));
            int number = random.nextInt(fleet.servers().size());
            long lost = System.nanoTime();
            fleet.server(number).kill();
            fleet.server(number).start();
            IO.println("kill %d: server %d, back after %d ms; silences until now: %s"
                    .formatted(kill, number, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lost), hall.silences()));
        }
        ServerProcess.pause(LONGEST);
    }

    private static void roll(Fleet fleet, Hall hall) {
        for (int round = 1; round <= ROUNDS; round++) {
            for (ServerProcess server : fleet.servers()) {
                ServerProcess.pause(SHORTEST / 2);
                long begin = System.nanoTime();
                server.stop(TO_STOP);
                long stopped = System.nanoTime();
                server.start();
                IO.println("round %d: ended in %d ms, back in %d ms; silences until now: %s"
                        .formatted(
                                round,
                                TimeUnit.NANOSECONDS.toMillis(stopped - begin),
                                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - stopped),
                                hall.silences()));
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
            IO.println("frozen %d: ended by itself %d ms after it woke; silences until now: %s"
                    .formatted(round, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - woken), hall.silences()));
            server.kill();
            server.start();
        }
        ServerProcess.pause(SHORTEST);
    }

    private static void say(Upstream.Answer answer) throws IOException {
        for (int word = 1; word <= SENTENCES * WORDS && !answer.left().isDone(); word++) {
            answer.say(word % WORDS == 0 ? "talk. " : "More ");
            ServerProcess.pause(GAP);
        }
        answer.end();
    }
}
