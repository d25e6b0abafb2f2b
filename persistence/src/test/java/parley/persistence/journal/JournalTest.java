package parley.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.persistence.Store;
import scala.collection.immutable.Seq;
import scala.runtime.BoxedUnit;
import scala.util.Try;

class JournalTest extends OnEveryStore {
    private static final long ALL = Long.MAX_VALUE;

    JournalTest(Store store) {
        super(store);
    }

    @Test
    void replays_events_in_their_order_with_all_that_belongs_to_them() {
        archive.write(Archive.one(id, 1, new Noted("first")));
        archive.write(Archive.one(id, 2, new Noted("second")));

        List<PersistentRepr> events = archive.replay(id, 1, ALL, ALL);

        assertThat(archive.texts(id)).containsExactly("first", "second");
        assertThat(events).extracting(PersistentRepr::sequenceNr).containsExactly(1L, 2L);
        assertThat(events).allSatisfy(event -> {
            assertThat(event.persistenceId()).isEqualTo(id);
            assertThat(event.writerUuid()).isEqualTo("writer");
        });
    }

    @Test
    void keeps_payloads_as_json_that_people_can_read() throws Exception {
        archive.write(Archive.one(id, 1, new Noted("grüße")));

        String stored = archive.database().read(connection -> {
            try (var select = connection.prepareStatement(
                    "SELECT \"event_payload\" FROM \"event_journal\" WHERE \"persistence_id\" = ?")) {
                select.setString(1, id);
                try (var rows = select.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    return new String(rows.getBytes(1), StandardCharsets.UTF_8);
                }
            }
        });

        assertThat(stored).isEqualTo("{\"text\":\"grüße\"}");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 20})
    void keeps_the_metadata_of_an_event(int events) {
        archive.write(Archive.together(IntStream.rangeClosed(1, events)
                .mapToObj(n -> Archive.event(id, n, new Noted("plain")))
                .map(event -> event.sequenceNr() == 2 ? event.withMetadata(new Noted("about")) : event)
                .toArray(PersistentRepr[]::new)));

        List<PersistentRepr> stored = archive.replay(id, 1, ALL, ALL);

        assertThat(stored).hasSize(events);
        assertThat(stored.get(0).metadata().isEmpty()).isTrue();
        assertThat(stored.get(1).metadata().get()).isEqualTo(new Noted("about"));
    }

    @Test
    void stores_all_of_an_atomic_write_or_nothing() {
        archive.write(Archive.one(id, 2, new Noted("in the way")));

        CompletionStage<?> write = archive.begin(
                Archive.together(Archive.event(id, 1, new Noted("one")), Archive.event(id, 2, new Noted("two"))));

        assertThatThrownBy(() -> Archive.join(write)).hasMessageContaining("event_journal");
        assertThat(archive.texts(id)).containsExactly("in the way");
    }

    @Test
    void rejects_only_the_write_that_cannot_be_serialised() {
        Seq<Try<BoxedUnit>> answers = archive.write(
                Archive.one(id, 1, new Noted("good")),
                Archive.one(id, 2, new Object()),
                Archive.one(id, 3, new Noted("good too")));

        assertThat(answers.apply(0).isSuccess()).isTrue();
        assertThat(answers.apply(1).isFailure()).isTrue();
        assertThat(answers.apply(2).isSuccess()).isTrue();
        assertThat(archive.texts(id)).containsExactly("good", "good too");
    }

    @Test
    void fences_a_second_writer_and_stores_its_neighbours() {
        archive.write(Archive.one(id, 1, new Noted("theirs")));
        List<CompletionStage<Seq<Try<BoxedUnit>>>> neighbours = new ArrayList<>();
        List<CompletionStage<Seq<Try<BoxedUnit>>>> late = new ArrayList<>();

        IntStream.range(0, 200).forEach(n -> {
            neighbours.add(archive.begin(Archive.one(id + ".a" + n, 1, new Noted("before"))));
            if (n % 50 == 25) late.add(archive.begin(Archive.one(id, 1, new Noted("ours"))));
        });

        late.forEach(write -> assertThatThrownBy(() -> Archive.join(write)).hasMessageContaining("event_journal"));
        neighbours.forEach(write -> assertThat(Archive.join(write).isEmpty()).isTrue());
        assertThat(archive.texts(id)).containsExactly("theirs");
        assertThat(archive.texts(id + ".a199")).containsExactly("before");
    }

    @Test
    void knows_the_highest_sequence_number_also_after_a_failed_write_and_a_delete() {
        assertThat(archive.highest(id)).isZero();
        archive.write(Archive.one(id, 1, new Noted("one")), Archive.one(id, 2, new Noted("two")));
        assertThatThrownBy(() -> archive.write(Archive.one(id, 2, new Noted("again"))))
                .hasMessageContaining("event_journal");
        assertThat(archive.highest(id)).isEqualTo(2);

        archive.delete(id, ALL);

        assertThat(archive.highest(id)).isEqualTo(2);
        assertThat(archive.texts(id)).isEmpty();
    }

    @Test
    void deletes_up_to_a_sequence_number() {
        archive.write(numbered(1, 5));

        archive.delete(id, 3);
        archive.delete(id, 2);

        assertThat(archive.texts(id)).containsExactly("4", "5");
    }

    @Test
    void replays_no_more_than_asked_for() {
        archive.write(numbered(1, 10));

        assertThat(sequenceNumbers(3, 6, ALL)).containsExactly(3L, 4L, 5L, 6L);
        assertThat(sequenceNumbers(3, ALL, 2)).containsExactly(3L, 4L);
        assertThat(sequenceNumbers(0, 2, ALL)).containsExactly(1L, 2L);
        assertThat(sequenceNumbers(11, ALL, ALL)).isEmpty();
        assertThat(sequenceNumbers(5, 4, ALL)).isEmpty();
        assertThat(sequenceNumbers(1, ALL, 0)).isEmpty();
    }

    @Test
    void replays_across_pages_and_across_a_gap_wider_than_a_page() {
        archive.write(numbered(1, 1200));
        archive.write(numbered(9000, 9001));

        assertThat(sequenceNumbers(1, ALL, ALL))
                .containsExactlyElementsOf(LongStream.concat(LongStream.rangeClosed(1, 1200), LongStream.of(9000, 9001))
                        .boxed()
                        .toList());
    }

    @Test
    void names_the_row_that_cannot_be_read() throws Exception {
        archive.write(numbered(1, 3));
        archive.database().write(connection -> {
            PlainJournalDao.change(
                    connection,
                    "UPDATE \"event_journal\" SET \"event_payload\" = ? WHERE \"persistence_id\" = ? AND"
                            + " \"sequence_number\" = 2",
                    new byte[] {'{', '"'},
                    id);
            return true;
        });

        assertThatThrownBy(() -> archive.texts(id))
                .hasMessageContaining("event 2 of " + id)
                .hasMessageContaining("2 bytes of 'test.noted'");
        assertThat(sequenceNumbers(3, 3, ALL)).containsExactly(3L);
    }

    private AtomicWrite[] numbered(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(n -> Archive.one(id, n, new Noted(Long.toString(n))))
                .toArray(AtomicWrite[]::new);
    }

    private List<Long> sequenceNumbers(long from, long to, long most) {
        return archive.replay(id, from, to, most).stream()
                .map(PersistentRepr::sequenceNr)
                .toList();
    }
}
