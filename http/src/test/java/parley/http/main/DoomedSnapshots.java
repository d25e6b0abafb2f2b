package parley.http.main;

import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.jdbc.config.SnapshotConfig;
import org.apache.pekko.persistence.jdbc.snapshot.dao.SnapshotDao;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.stream.Materializer;
import parley.persistence.journal.PlainSnapshotDao;
import scala.Option;
import scala.Tuple2;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.runtime.BoxedUnit;
import slick.jdbc.JdbcBackend;
import slick.jdbc.JdbcProfile;

/** Our snapshot store, with fail-points around the snapshots of rooms. Named in {@code jdbc-snapshot-store.dao}. */
public final class DoomedSnapshots implements SnapshotDao {
    private static final String ROOMS = "Conversation|";

    private final PlainSnapshotDao snapshots;
    private final ExecutionContext execution;
    private final Doom doom = Doom.OURS;

    public DoomedSnapshots(
            JdbcBackend.JdbcDatabaseDef slick,
            JdbcProfile profile,
            SnapshotConfig config,
            Serialization serialization,
            ExecutionContext execution,
            Materializer materializer) {
        this.snapshots = new PlainSnapshotDao(slick, profile, config, serialization, execution, materializer);
        this.execution = execution;
    }

    @Override
    public Future<BoxedUnit> save(SnapshotMetadata metadata, Object snapshot) {
        if (!metadata.persistenceId().startsWith(ROOMS)) return snapshots.save(metadata, snapshot);
        doom.at(FailPoint.BEFORE_SNAPSHOT);
        Future<BoxedUnit> saved = snapshots.save(metadata, snapshot);
        doom.within(FailPoint.DURING_SNAPSHOT);
        return saved.map(
                it -> {
                    doom.at(FailPoint.AFTER_SNAPSHOT);
                    return it;
                },
                execution);
    }

    @Override
    public Future<Option<Tuple2<SnapshotMetadata, Object>>> latestSnapshot(String persistenceId) {
        return snapshots.latestSnapshot(persistenceId);
    }

    @Override
    public Future<Option<Tuple2<SnapshotMetadata, Object>>> snapshotForMaxTimestamp(String persistenceId, long time) {
        return snapshots.snapshotForMaxTimestamp(persistenceId, time);
    }

    @Override
    public Future<Option<Tuple2<SnapshotMetadata, Object>>> snapshotForMaxSequenceNr(
            String persistenceId, long sequenceNumber) {
        return snapshots.snapshotForMaxSequenceNr(persistenceId, sequenceNumber);
    }

    @Override
    public Future<Option<Tuple2<SnapshotMetadata, Object>>> snapshotForMaxSequenceNrAndMaxTimestamp(
            String persistenceId, long sequenceNumber, long time) {
        return snapshots.snapshotForMaxSequenceNrAndMaxTimestamp(persistenceId, sequenceNumber, time);
    }

    @Override
    public Future<BoxedUnit> delete(String persistenceId, long sequenceNumber) {
        return snapshots.delete(persistenceId, sequenceNumber);
    }

    @Override
    public Future<BoxedUnit> deleteAllSnapshots(String persistenceId) {
        return snapshots.deleteAllSnapshots(persistenceId);
    }

    @Override
    public Future<BoxedUnit> deleteUpToMaxSequenceNr(String persistenceId, long sequenceNumber) {
        return snapshots.deleteUpToMaxSequenceNr(persistenceId, sequenceNumber);
    }

    @Override
    public Future<BoxedUnit> deleteUpToMaxTimestamp(String persistenceId, long time) {
        return snapshots.deleteUpToMaxTimestamp(persistenceId, time);
    }

    @Override
    public Future<BoxedUnit> deleteUpToMaxSequenceNrAndMaxTimestamp(
            String persistenceId, long sequenceNumber, long time) {
        return snapshots.deleteUpToMaxSequenceNrAndMaxTimestamp(persistenceId, sequenceNumber, time);
    }
}
