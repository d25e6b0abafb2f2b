package parley.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import parley.engine.kernel.Unavailable;
import parley.persistence.Postgres;
import parley.persistence.Store;
import scala.collection.immutable.Seq;
import scala.runtime.BoxedUnit;
import scala.util.Try;

@TestInstance(Lifecycle.PER_CLASS)
class OutageTest {
    private static final String QUICK = """
        parley.database { connections = 4, patience = 1 s, watch { probe = 50 ms, away = 20 s } }
        parley.journal.outage { keep = 30 s, again = 50 ms }
        """;

    private final String id = "test|" + UUID.randomUUID();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // filled before all tests
    private Postgres postgres;

    @SuppressWarnings("NullAway.Init") // filled before each test
    private LineCutter cutter;

    @BeforeAll
    void start() {
        postgres = new Postgres(folder.resolve("data"));
    }

    @AfterAll
    void stop() {
        postgres.close();
    }

    @BeforeEach
    void stand() throws SQLException {
        cutter = new LineCutter(postgres.port());
        try (Archive fresh = archive("")) {
            assertThat(fresh.database().answers()).isTrue();
        }
        postgres.execute("DELETE FROM event_journal");
    }

    @AfterEach
    void leave() {
        cutter.close();
    }

    private Archive archive(String settings) {
        Config quick = ConfigFactory.parseString(settings).withFallback(ConfigFactory.parseString(QUICK));
        return new Archive(quick.withFallback(Store.on(postgres.url(cutter.port()))));
    }

    @Test
    void what_is_written_while_the_database_is_stopped_is_stored_when_it_is_back() {
        try (Archive archive = archive("")) {
            archive.write(Archive.one(id, 1, new Noted("before")));
            postgres.stop();
            List<CompletionStage<Seq<Try<BoxedUnit>>>> waiting = IntStream.range(0, 100)
                    .mapToObj(n -> archive.begin(Archive.one(id + "." + n, 1, new Noted("meanwhile"))))
                    .toList();
            CompletionStage<Seq<Try<BoxedUnit>>> next = archive.begin(Archive.one(id, 2, new Noted("after")));
            awaitAway(archive);
            assertThat(waiting).noneMatch(it -> it.toCompletableFuture().isDone());

            postgres.start();

            Archive.join(next);
            waiting.forEach(Archive::join);
            assertThat(archive.texts(id)).containsExactly("before", "after");
            assertThat(archive.texts(id + ".99")).containsExactly("meanwhile");
            assertThat(archive.database().answers()).isTrue();
        }
    }

    @Test
    void a_read_waits_for_the_database_a_while_and_then_says_that_it_does_not_answer() {
        try (Archive archive = archive("parley.database.watch.away = 300 ms")) {
            var _ = cutter.cut(LineCutter.Mode.SHUT);
            cutter.hangUp();
            awaitAway(archive);
            CompletionStage<Integer> late = archive.database().reading(_ -> 1);

            assertThatThrownBy(() -> Archive.join(late)).hasRootCauseInstanceOf(Unavailable.class);
            cutter.open();

            awaitBack(archive);
            assertThat((int) Archive.join(archive.database().reading(_ -> 1))).isEqualTo(1);
        }
    }

    @Test
    void what_cannot_be_kept_fails_and_says_why() {
        try (Archive archive = archive("parley.journal.outage { keep = 200 ms, bytes = 100 B }")) {
            var _ = cutter.cut(LineCutter.Mode.SHUT);
            cutter.hangUp();
            awaitAway(archive);

            CompletionStage<?> late = archive.begin(Archive.one(id, 1, new Noted("late")));
            CompletionStage<?> large = archive.begin(Archive.one(id + ".large", 1, new Noted("large".repeat(100))));

            assertThatThrownBy(() -> Archive.join(large)).hasMessageContaining("too much waits for it");
            assertThatThrownBy(() -> Archive.join(late)).hasMessageContaining("this write is given up");
            cutter.open();
            awaitBack(archive);
            assertThat(archive.texts(id)).isEmpty();
            archive.write(Archive.one(id, 1, new Noted("later")));
        }
    }

    @Test
    void a_write_whose_commit_was_not_answered_finds_its_own_rows() {
        try (Archive archive = archive("")) {
            var cut = cutter.cut(LineCutter.Mode.AFTER_COMMIT);
            List<CompletionStage<Seq<Try<BoxedUnit>>>> writes = IntStream.range(0, 20)
                    .mapToObj(n -> archive.begin(Archive.together(
                            Archive.event(id + "." + n, 1, new Noted("one")),
                            Archive.event(id + "." + n, 2, new Noted("two")))))
                    .toList();
            Archive.join(cut);
            cutter.open();

            writes.forEach(it -> assertThat(Archive.join(it).isEmpty()).isTrue());
            IntStream.range(0, 20)
                    .forEach(n -> assertThat(archive.texts(id + "." + n)).containsExactly("one", "two"));
        }
    }

    @Test
    void a_write_whose_commit_was_lost_is_written_again() {
        try (Archive archive = archive("")) {
            var cut = cutter.cut(LineCutter.Mode.BEFORE_COMMIT);
            CompletionStage<?> write = archive.begin(Archive.one(id, 1, new Noted("one")));
            Archive.join(cut);
            assertThat(write.toCompletableFuture().isDone()).isFalse();
            cutter.open();

            Archive.join(write);
            assertThat(archive.texts(id)).containsExactly("one");
        }
    }

    @Test
    void a_write_that_finds_another_writers_row_after_an_outage_is_fenced() throws SQLException {
        try (Archive archive = archive("")) {
            archive.write(Archive.one(id, 1, new Noted("one")));
            var cut = cutter.cut(LineCutter.Mode.BEFORE_COMMIT);
            CompletionStage<?> write = archive.begin(Archive.one(id, 2, new Noted("ours")));
            Archive.join(cut);
            postgres.execute("""
                INSERT INTO event_journal (persistence_id, sequence_number, writer, event_ser_id, event_ser_manifest,
                event_payload) SELECT persistence_id, 2, 'another', event_ser_id, event_ser_manifest, event_payload
                FROM event_journal WHERE persistence_id = '%s'\
                """.formatted(id));
            cutter.open();

            assertThatThrownBy(() -> Archive.join(write)).hasMessageContaining("event_journal");
            assertThat(archive.texts(id)).containsExactly("one", "one");
        }
    }

    @Test
    void connections_that_are_cut_again_and_again_lose_nothing() throws SQLException {
        try (Archive archive = archive("")) {
            for (int round = 1; round <= 5; round++) {
                int number = round;
                List<CompletionStage<Seq<Try<BoxedUnit>>>> writes = IntStream.range(0, 200)
                        .mapToObj(n -> archive.begin(Archive.one(id + "." + n, number, new Noted("" + number))))
                        .toList();
                postgres.terminateAll();
                writes.forEach(Archive::join);
            }

            assertThat(archive.texts(id + ".0")).containsExactly("1", "2", "3", "4", "5");
            assertThat(archive.texts(id + ".199")).containsExactly("1", "2", "3", "4", "5");
        }
    }

    @Test
    void a_read_finds_a_connection_that_lives_though_all_that_the_pool_had_were_cut() throws SQLException {
        try (Archive archive = archive("")) {
            List<CompletionStage<Integer>> atOnce = IntStream.range(0, 4)
                    .mapToObj(_ -> archive.database().reading(OutageTest::asked))
                    .toList();
            atOnce.forEach(Archive::join);
            postgres.terminateAll();

            assertThat(Archive.join(archive.database().reading(OutageTest::asked)))
                    .isEqualTo(1);
        }
    }

    /** Takes long enough for others to need a connection of their own. */
    private static int asked(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT 1 FROM pg_sleep(0.2)")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void awaitAway(Archive archive) {
        while (archive.database().answers()) Thread.onSpinWait();
    }

    private static void awaitBack(Archive archive) {
        while (!archive.database().answers()) Thread.onSpinWait();
    }
}
