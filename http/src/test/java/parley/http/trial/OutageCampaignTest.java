package parley.http.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three servers on one PostgreSQL with rooms that always speak, while the database is stopped ({@code
 * -Dparley.outage.seconds=5,30,120}), all its connections are cut every few seconds, and commits are not answered ({@code
 * -Dparley.outage.rounds=20} of each), with {@code -Dparley.outage.rooms=20}.
 */
@Tag("campaign")
class OutageCampaignTest {
    private static final int ROOMS = Integer.getInteger("parley.outage.rooms", 20);
    private static final int ROUNDS = Integer.getInteger("parley.outage.rounds", 5);
    private static final String SECONDS = System.getProperty("parley.outage.seconds", "5");
    private static final int BETWEEN = 3_000;
    private static final int SENTENCES = 20;
    private static final int WORDS = 8;
    private static final int GAP = Integer.getInteger("parley.outage.gap", 100);

    @TempDir
    Path folder;

    @Test
    void nothing_is_lost_or_doubled_while_the_database_is_stopped() throws IOException, SQLException {
        campaign((postgres, _, hall) -> {
            for (int seconds : Arrays.stream(SECONDS.split(","))
                    .mapToInt(Integer::parseInt)
                    .toArray()) {
                hall.speaking();
                postgres.stop();
                ServerProcess.pause(TimeUnit.SECONDS.toMillis(seconds));
                postgres.start();
                IO.println("stopped for %d s; rooms spoke again after %s".formatted(seconds, hall.speaking()));
            }
        });
    }

    @Test
    void nothing_is_lost_or_doubled_while_connections_are_cut() throws IOException, SQLException {
        campaign((postgres, _, hall) -> {
            for (int round = 1; round <= ROUNDS; round++) {
                ServerProcess.pause(BETWEEN);
                postgres.terminateAll();
                IO.println("all connections cut; rooms spoke again after %s".formatted(hall.speaking()));
            }
        });
    }

    @Test
    void nothing_is_lost_or_doubled_while_commits_are_not_answered() throws IOException, SQLException {
        campaign((_, cutter, hall) -> {
            for (int round = 1; round <= ROUNDS; round++) {
                cutter.cutNext();
                ServerProcess.pause(BETWEEN / 3);
            }
            IO.println(
                    "%d commits were not answered; rooms spoke on after %s".formatted(cutter.count(), hall.speaking()));
            assertThat(cutter.count()).isPositive();
        });
    }

    /** What is done to a database. */
    private interface Fate {
        void befall(RestingPostgres postgres, LineCutter cutter, Hall hall);
    }

    private void campaign(Fate fate) throws IOException, SQLException {
        try (RestingPostgres postgres = new RestingPostgres(folder.resolve("postgres"));
                LineCutter cutter = new LineCutter(postgres.port());
                Upstream upstream = new Upstream(OutageCampaignTest::say)) {
            List<String> database = List.of("parley.database.url=" + postgres.url(), "parley.database.user=postgres");
            List<String> settings = List.of(
                    "parley.database.url=" + postgres.url(cutter.port()),
                    "parley.database.user=postgres",
                    "parley.user.welcome-credits=1000000000");
            Stay stay;
            try (Fleet fleet = new Fleet(Program.PARLEY, folder, 3, upstream, settings)) {
                fleet.start();
                Hall hall = new Hall(fleet);
                hall.open(ROOMS);
                fate.befall(postgres, cutter, hall);
                stay = hall.rest();
            }
            try (Books books = Books.at(postgres.url(), "postgres")) {
                assertThat(Invariants.broken(books.evidence(stay))).isEmpty();
                assertThat(Invariants.disorder(books.everything())).isEmpty();
            }
            new Prover(Program.PARLEY, folder, database, false).holds();
        }
    }

    private static void say(Upstream.Answer answer) throws IOException {
        for (int word = 1; word <= SENTENCES * WORDS && !answer.left().isDone(); word++) {
            answer.say(word % WORDS == 0 ? "talk. " : "More ");
            ServerProcess.pause(GAP);
        }
        answer.end();
    }
}
