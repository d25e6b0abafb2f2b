package parley.http.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.http.main.FailPoint;

/**
 * A real process that ends at exactly the points where most is at stake, again and again, with several rooms in mid-air.
 * {@code -Dparley.kills=500} for the whole campaign, half on each database; {@code -Dparley.kills.seed=N} for other points.
 */
@Tag("campaign")
class AimedKillTest {
    private static final int KILLS = Integer.getInteger("parley.kills", 1);
    private static final long SEED = Long.getLong("parley.kills.seed", 20_261_121);

    /** From here on an archive of classes saves more time than it takes to make. */
    private static final int MANY = 10;

    private static final List<String> SETTINGS = List.of(
            "parley.conversation.snapshot-every=5",
            "parley.models.scripted.shortest-gap=1ms",
            "parley.models.scripted.longest-gap=4ms",
            "parley.prices.defaults.0.provider=scripted",
            "parley.prices.defaults.0.model=*",
            "parley.prices.defaults.0.message=1",
            "parley.prices.defaults.0.thousand-tokens=50");

    @TempDir
    Path folder;

    @Test
    void rooms_and_accounts_are_exact_wherever_the_process_ends_on_the_embedded_database()
            throws IOException, SQLException {
        campaign(List.of(), () -> Books.embedded(folder), (KILLS + 1) / 2, SEED);
    }

    @Test
    void rooms_and_accounts_are_exact_wherever_the_process_ends_on_postgresql() throws IOException, SQLException {
        assumeTrue(KILLS > 1, "one end alone is tried on the embedded database");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            String url = postgres.getJdbcUrl("postgres", "postgres");
            List<String> settings = List.of("parley.database.url=" + url, "parley.database.user=postgres");
            campaign(settings, () -> Books.at(url, "postgres"), KILLS / 2, SEED + 1);
        }
    }

    private void campaign(List<String> database, Books.Place books, int kills, long seed)
            throws IOException, SQLException {
        List<String> settings = new ArrayList<>(SETTINGS);
        settings.addAll(database);
        Program program = kills < MANY ? Program.DOOMED : Program.DOOMED.quickened(folder, SETTINGS);
        List<Aim> aims = Aim.drawn(FailPoint.reachable(), kills, new Random(seed));
        try (ServerProcess server = new ServerProcess(program, folder, settings)) {
            Campaign campaign = new Campaign(server, books, seed);
            List<String> troubles = campaign.run(aims);
            IO.println(campaign.summary());
            assertThat(troubles).as("after %s", aims).isEmpty();
        }
    }
}
