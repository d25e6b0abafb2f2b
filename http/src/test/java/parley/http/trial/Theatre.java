package parley.http.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Three servers with a database and a model of the trial's own, in networks of their own where that is possible. */
final class Theatre implements AutoCloseable {
    private static final int SERVERS = 3;
    private static final String RICH = "parley.user.welcome-credits=1000000000";

    /** Further settings of the servers, {@code a.b=c} with commas between them. */
    private static final List<String> MORE =
            List.of(System.getProperty("parley.cluster.settings", "").split(",")).stream()
                    .filter(it -> !it.isEmpty())
                    .toList();

    private final Path folder;
    private final Ground ground;
    private final Postgres postgres;
    private final Upstream upstream;
    private final Fleet fleet;

    /** Starts them all and waits until they are healthy. */
    Theatre(Path folder, Upstream.Script script) throws IOException, SQLException {
        this.folder = folder;
        this.ground = Ground.chosen(SERVERS);
        this.postgres = Postgres.on(ground);
        this.upstream = new Upstream(script, ground);
        List<String> settings = new ArrayList<>(postgres.settings());
        settings.add(RICH);
        settings.addAll(MORE);
        this.fleet = new Fleet(Program.PARLEY, folder, SERVERS, ground, upstream, settings);
        fleet.start();
    }

    Fleet fleet() {
        return fleet;
    }

    /** The lines between the servers, where there are such. */
    Optional<Networks> networks() {
        return ground instanceof Networks networks ? Optional.of(networks) : Optional.empty();
    }

    /** Fails if anything is wrong with what was seen and stored of rooms that are at rest. */
    void check(Stay stay) throws IOException, SQLException {
        try (Books books = postgres.books()) {
            assertThat(Invariants.broken(books.evidence(stay))).isEmpty();
            assertThat(Invariants.disorder(books.everything())).isEmpty();
        }
    }

    /** Fails if a journal does not hold or the ledger cannot be proved by them; all rooms are at rest. */
    void prove() {
        new Prover(Program.PARLEY, folder, postgres.nearby(), false).holds();
    }

    @Override
    public void close() throws IOException {
        fleet.close();
        upstream.close();
        postgres.close();
        ground.close();
    }
}
