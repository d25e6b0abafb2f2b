package parley.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.journal.Tagged;
import org.apache.pekko.persistence.query.EventEnvelope;
import org.apache.pekko.persistence.query.Offset;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.Test;
import parley.persistence.Store;

class ReadJournalTest extends OnEveryStore {
    ReadJournalTest(Store store) {
        super(store);
    }

    @Test
    void tells_the_stored_events_of_one_actor() {
        archive.write(LongStream.rangeClosed(1, 1100)
                .mapToObj(n -> Archive.one(id, n, new Noted("n" + n)))
                .toArray(AtomicWrite[]::new));

        List<EventEnvelope> events = all(archive.readJournal().currentEventsByPersistenceId(id, 2, 1099));

        assertThat(events).hasSize(1098);
        assertThat(events.getFirst().event()).isEqualTo(new Noted("n2"));
        assertThat(events.getLast().sequenceNr()).isEqualTo(1099);
    }

    @Test
    void goes_on_with_events_that_are_stored_later() {
        archive.write(Archive.one(id, 1, new Noted("early")));

        var watching = archive.readJournal()
                .eventsByPersistenceId(id, 1, Long.MAX_VALUE)
                .map(event -> ((Noted) event.event()).text())
                .alsoTo(Sink.foreach(text -> {
                    if (text.equals("early")) archive.begin(Archive.one(id, 2, new Noted("late")));
                }))
                .take(2)
                .runWith(Sink.seq(), archive.kit.system());

        assertThat(Archive.join(watching)).containsExactly("early", "late");
    }

    @Test
    void tells_every_persistence_id_once() {
        archive.write(Archive.one(id, 1, new Noted("one")), Archive.one(id, 2, new Noted("two")));
        archive.write(Archive.one(id + "b", 1, new Noted("one")));

        assertThat(all(archive.readJournal().currentPersistenceIds()))
                .contains(id, id + "b")
                .doesNotHaveDuplicates();
    }

    @Test
    void tells_events_by_tag() {
        archive.write(Archive.together(
                Archive.event(id, 1, new Tagged(new Noted("red"), Set.of(id + "red"))),
                Archive.event(id, 2, new Noted("plain")),
                Archive.event(id, 3, new Tagged(new Noted("both"), Set.of(id + "red", id + "blue")))));

        assertThat(all(archive.readJournal().currentEventsByTag(id + "red", Offset.noOffset())))
                .extracting(EventEnvelope::event)
                .containsExactly(new Noted("red"), new Noted("both"));
        assertThat(all(archive.readJournal().currentEventsByTag(id + "blue", Offset.noOffset())))
                .extracting(EventEnvelope::sequenceNr)
                .containsExactly(3L);
    }

    private static <T> List<T> all(Source<T, ?> source) {
        return Archive.join(source.runWith(Sink.seq(), archive.kit.system()));
    }
}
