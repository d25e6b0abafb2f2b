package parley.http.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * This build and another one, whose jar is named: {@code -Dparley.other=PATH/parley.jar}. Alone, one takes over what the
 * other was killed over, and gives it back; as one cluster, rooms move between both while one server after the other is
 * restarted ({@code -Dparley.clustered=false} for a build that knows no cluster).
 */
@Tag("campaign")
class MixedVersionsCampaignTest {
    private static final Path OTHER = Path.of(System.getProperty("parley.other", ""));
    private static final boolean CLUSTERED =
            Boolean.parseBoolean(System.getProperty("parley.clustered", String.valueOf(true)));
    private static final int ROOMS = Integer.getInteger("parley.cluster.rooms", 6);
    private static final long SPEAKING = 10_000;
    private static final Duration TO_STOP = Duration.ofMinutes(2);
    private static final Program THIS = Program.PARLEY;
    private static final String NEW = "handedOver";
    private static final Spoken TALK = new Spoken(20, 8, 100);

    @TempDir
    Path folder;

    @Test
    void what_another_build_was_killed_over_goes_on_here_and_there_again_in_h2() throws IOException, SQLException {
        succeed(List.of(), () -> Books.embedded(folder.resolve("node")), true);
    }

    @Test
    void what_another_build_was_killed_over_goes_on_here_and_there_again_in_postgresql()
            throws IOException, SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            String url = postgres.getJdbcUrl("postgres", "postgres");
            succeed(database(url), () -> Books.at(url, "postgres"), false);
        }
    }

    @Test
    void one_server_of_another_build_is_of_the_cluster() throws IOException, SQLException {
        roll(List.of(other(), THIS, THIS));
    }

    @Test
    void one_server_of_this_build_is_of_the_cluster_of_another() throws IOException, SQLException {
        roll(List.of(THIS, other(), other()));
    }

    private static Program other() {
        assumeThat(Files.isRegularFile(OTHER))
                .as("-Dparley.other=PATH/parley.jar")
                .isTrue();
        return new Program(OTHER.toAbsolutePath().toString(), THIS.mainClass(), List.of());
    }

    private static List<String> database(String url) {
        return List.of("parley.database.url=" + url, "parley.database.user=postgres");
    }

    private static List<String> settings(List<String> database) {
        List<String> settings = new ArrayList<>(database);
        settings.add("parley.user.welcome-credits=1000000000");
        return settings;
    }

    /** The other build, this one, the other one: each is killed while all rooms speak, the last one ends in good order. */
    private void succeed(List<String> database, Books.Place place, boolean embedded) throws IOException, SQLException {
        List<Program> programs = List.of(other(), THIS, other());
        Stay stay;
        try (Upstream upstream = new Upstream(TALK);
                Fleet fleet = Fleet.succession(programs, folder, upstream, settings(database))) {
            fleet.server(0).start();
            Hall hall = new Hall(fleet);
            hall.open(ROOMS);
            for (int next = 1; next < programs.size(); next++) {
                ServerProcess.pause(SPEAKING);
                fleet.server(next - 1).kill();
                fleet.server(next).start();
            }
            ServerProcess.pause(SPEAKING);
            assertThat(hall.silences().nanos())
                    .as("rooms that were cut off and went on")
                    .hasSizeGreaterThan(ROOMS);
            stay = hall.rest();
            fleet.server(programs.size() - 1).stop(TO_STOP);
        }
        judge(stay, place, new Prover(THIS, folder.resolve("node"), database, embedded));
    }

    private void roll(List<Program> programs) throws IOException, SQLException {
        assumeThat(CLUSTERED).as("the other build knows of clusters").isTrue();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Upstream upstream = new Upstream(TALK)) {
            String url = postgres.getJdbcUrl("postgres", "postgres");
            Stay stay;
            try (Fleet fleet = new Fleet(programs, folder, Ground.LOOPBACK, upstream, settings(database(url)))) {
                fleet.start();
                Hall hall = new Hall(fleet);
                hall.open(ROOMS);
                for (ServerProcess server : fleet.servers()) {
                    ServerProcess.pause(SPEAKING);
                    server.stop(TO_STOP);
                    server.start();
                }
                ServerProcess.pause(SPEAKING);
                stay = hall.rest();
                IO.println(hall.told());
            }
            judge(stay, () -> Books.at(url, "postgres"), new Prover(THIS, folder, database(url), false));
        }
    }

    private static void judge(Stay stay, Books.Place place, Prover prover) throws IOException, SQLException {
        try (Books books = place.open()) {
            assertThat(Invariants.broken(completed(books.evidence(stay)))).isEmpty();
            assertThat(Invariants.disorder(books.everything())).isEmpty();
        }
        prover.holds();
    }

    /** An older server does not tell what it has never heard of: that is taken from the journal. */
    private static Evidence completed(Evidence told) {
        List<Evidence.Room> rooms = told.rooms().stream()
                .map(room -> new Evidence.Room(
                        room.id(),
                        room.journal(),
                        room.views().stream().map(it -> completed(it, room)).toList(),
                        room.acknowledged()))
                .toList();
        return new Evidence(rooms, told.account(), told.waste(), told.spent());
    }

    private static Evidence.View completed(Evidence.View view, Evidence.Room room) {
        view.recorded().stream()
                .filter(it -> it.event().equals("turn-superseded"))
                .filter(it -> it.data() instanceof ObjectNode)
                .forEach(it -> {
                    JsonNode stored =
                            room.journal().get((int) it.sequence() - 1).data().path(NEW);
                    if (!stored.isMissingNode()) ((ObjectNode) it.data()).set(NEW, stored);
                });
        return view;
    }
}
