package parley.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.pekko.persistence.SnapshotMetadata;
import org.junit.jupiter.api.Test;
import parley.persistence.Store;
import scala.Option;
import scala.Tuple2;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;

class SnapshotTest extends OnEveryStore {
    SnapshotTest(Store store) {
        super(store);
    }

    @Test
    void finds_the_newest_within_the_criteria() {
        save(1, 100, "one");
        save(2, 200, "two");
        save(3, 300, "three");

        assertThat(found(archive.snapshots.latestSnapshot(id))).isEqualTo("three@3");
        assertThat(found(archive.snapshots.snapshotForMaxSequenceNr(id, 2))).isEqualTo("two@2");
        assertThat(found(archive.snapshots.snapshotForMaxTimestamp(id, 150))).isEqualTo("one@1");
        assertThat(found(archive.snapshots.snapshotForMaxSequenceNrAndMaxTimestamp(id, 3, 250)))
                .isEqualTo("two@2");
        assertThat(found(archive.snapshots.snapshotForMaxSequenceNr(id, 0))).isEqualTo("nothing");
    }

    @Test
    void replaces_a_snapshot_that_is_saved_again() {
        save(1, 100, "old");
        save(1, 200, "new");

        assertThat(found(archive.snapshots.latestSnapshot(id))).isEqualTo("new@1");
    }

    @Test
    void deletes_within_the_criteria() {
        for (int n = 1; n <= 5; n++) save(n, n * 100L, "s" + n);

        done(archive.snapshots.delete(id, 5));
        assertThat(found(archive.snapshots.latestSnapshot(id))).isEqualTo("s4@4");
        done(archive.snapshots.deleteUpToMaxSequenceNrAndMaxTimestamp(id, 4, 100));
        assertThat(found(archive.snapshots.snapshotForMaxSequenceNr(id, 1))).isEqualTo("nothing");
        done(archive.snapshots.deleteUpToMaxTimestamp(id, 200));
        assertThat(found(archive.snapshots.snapshotForMaxSequenceNr(id, 2))).isEqualTo("nothing");
        done(archive.snapshots.deleteUpToMaxSequenceNr(id, 3));
        assertThat(found(archive.snapshots.snapshotForMaxSequenceNr(id, 3))).isEqualTo("nothing");
        done(archive.snapshots.deleteAllSnapshots(id));
        assertThat(found(archive.snapshots.latestSnapshot(id))).isEqualTo("nothing");
    }

    @Test
    void names_the_snapshot_that_cannot_be_read() throws Exception {
        save(7, 100, "whole");
        archive.database().write(connection -> {
            PlainJournalDao.change(
                    connection,
                    "UPDATE \"snapshot\" SET \"snapshot_payload\" = ? WHERE \"persistence_id\" = ?",
                    new byte[] {'{'},
                    id);
            return true;
        });

        assertThatThrownBy(() -> found(archive.snapshots.latestSnapshot(id)))
                .hasMessageContaining("the snapshot of " + id + " at event 7");
    }

    private void save(long sequenceNumber, long time, String text) {
        done(archive.snapshots.save(new SnapshotMetadata(id, sequenceNumber, time, Option.empty()), new Noted(text)));
    }

    private static void done(Future<?> future) {
        Archive.join(FutureConverters.asJava(future));
    }

    private static String found(Future<Option<Tuple2<SnapshotMetadata, Object>>> future) {
        Option<Tuple2<SnapshotMetadata, Object>> found = Archive.join(FutureConverters.asJava(future));
        if (found.isEmpty()) return "nothing";
        return ((Noted) found.get()._2()).text() + "@" + found.get()._1().sequenceNr();
    }
}
