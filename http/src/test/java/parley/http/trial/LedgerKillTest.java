package parley.http.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 while many rooms charge a few accounts at once; after each, the ledger is proved by the journal alone. {@code
 * -Dparley.kills=100 -Dparley.ledgerRooms=200} for the whole campaign, on each database; {@code -Dparley.kills.seed=N} for
 * other moments.
 */
@Tag("campaign")
class LedgerKillTest {
    private static final int KILLS = Integer.getInteger("parley.kills", 1);
    private static final int ROOMS = Integer.getInteger("parley.ledgerRooms", 10);
    private static final long SEED = Long.getLong("parley.kills.seed", 20_261_121);
    private static final int PAYERS = 4;
    private static final long LONGEST_LIFE = 2_500;
    private static final int SOON = 20;
    private static final int TRIES = 3_000;
    private static final long WELCOME = 1_000_000_000;

    /** From here on an archive of classes saves more time than it takes to make. */
    private static final int MANY = 10;

    /** Small holds, so that replies outgrow them; prices by the token, a part of which is the provider's. */
    private static final List<String> SETTINGS = List.of(
            "parley.user.welcome-credits=" + WELCOME,
            "parley.ledger.entity.snapshot-every=50",
            "parley.conversation.snapshot-every=50",
            "parley.conversation.held-tokens=16",
            "parley.conversation.prompt-tokens=1200",
            "parley.models.scripted.shortest-gap=1ms",
            "parley.models.scripted.longest-gap=4ms",
            "parley.prices.defaults.0.provider=scripted",
            "parley.prices.defaults.0.model=*",
            "parley.prices.defaults.0.message=1",
            "parley.prices.defaults.0.thousand-tokens=50.5",
            "parley.prices.defaults.0.provider-share=0.3");

    @TempDir
    Path folder;

    @Test
    void the_ledger_is_proved_whenever_the_process_is_killed_on_the_embedded_database() {
        campaign(List.of(), true, SEED);
    }

    @Test
    void the_ledger_is_proved_whenever_the_process_is_killed_on_postgresql() throws IOException {
        assumeTrue(KILLS >= MANY, "a few kills are tried on the embedded database");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            String url = postgres.getJdbcUrl("postgres", "postgres");
            campaign(List.of("parley.database.url=" + url, "parley.database.user=postgres"), false, SEED + 1);
        }
    }

    private void campaign(List<String> database, boolean embedded, long seed) {
        List<String> settings = new ArrayList<>(SETTINGS);
        settings.addAll(database);
        Program program = KILLS < MANY ? Program.PARLEY : Program.PARLEY.quickened(folder, SETTINGS);
        Prover prover = new Prover(program, folder, database, embedded);
        try (ServerProcess server = new ServerProcess(program, folder, settings)) {
            server.start();
            List<Payer> payers = IntStream.rangeClosed(1, PAYERS)
                    .mapToObj(it -> new Payer(server, "payer-" + it, ROOMS / PAYERS, seed + it))
                    .toList();
            payers.forEach(Payer::enter);
            kill(server, prover, payers, new Random(seed));
            List<Payer.Told> told = payers.stream().map(Payer::leave).toList();
            server.kill();
            rest(prover.prove(), told);
        }
    }

    private static void kill(ServerProcess server, Prover prover, List<Payer> payers, Random random) {
        for (int kill = 1; kill <= KILLS; kill++) {
            awaitWork(payers);
            long after = random.nextLong(LONGEST_LIFE);
            ServerProcess.pause(after);
            server.kill();
            Prover.Verdict verdict = prover.prove();
            IO.println("kill %d of %d, after %d ms: proved in %d ms: %s"
                    .formatted(kill, KILLS, after, verdict.took().toMillis(), verdict.summary()));
            assertThat(verdict.differences()).as("after kill %s", kill).isEmpty();
            assertThat(verdict.code()).isZero();
            server.start();
        }
    }

    /** A server that has just started has nothing to lose; it must have done something for everybody. */
    private static void awaitWork(List<Payer> payers) {
        for (Payer payer : payers) {
            long before = payer.answers();
            for (int tries = 0; payer.answers() == before; tries++) {
                if (tries == TRIES) throw new AssertionError("the server does nothing");
                ServerProcess.pause(SOON);
            }
        }
    }

    /** Everything is charged, and everybody was told what the journal says. */
    private static void rest(Prover.Verdict verdict, List<Payer.Told> told) {
        IO.println("at rest: %s; told: %s".formatted(verdict.summary(), told));
        assertThat(verdict.differences()).isEmpty();
        assertThat(verdict.of("pending")).isZero();
        assertThat(verdict.of("charges")).isPositive();
        assertThat(told).allSatisfy(it -> {
            assertThat(it.held()).isZero();
            assertThat(it.spent()).isPositive().isEqualTo(it.charged());
            assertThat(it.available()).isEqualTo(WELCOME - it.spent());
        });
        assertThat(verdict.summary().path("books").path("AVAILABLE").asLong())
                .isEqualTo(told.stream().mapToLong(Payer.Told::available).sum());
    }
}
