package parley.persistence.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.jdbc.config.SnapshotConfig;
import org.apache.pekko.persistence.jdbc.snapshot.dao.SnapshotDao;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.stream.Materializer;
import parley.persistence.database.Database;
import scala.Option;
import scala.Tuple2;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;
import scala.runtime.BoxedUnit;
import slick.jdbc.JdbcBackend;
import slick.jdbc.JdbcProfile;

/** The snapshot store by plain JDBC. Named in {@code jdbc-snapshot-store.dao}; the plugin calls the constructor. */
public final class PlainSnapshotDao implements SnapshotDao {
    private static final String NEWEST = """
        SELECT "sequence_number", "created", "snapshot_ser_id", "snapshot_ser_manifest", "snapshot_payload",
        "meta_ser_id", "meta_ser_manifest", "meta_payload" FROM "snapshot"
        WHERE "persistence_id" = ? AND "sequence_number" <= ? AND "created" <= ?
        ORDER BY "sequence_number" DESC LIMIT 1\
        """;
    private static final String REMOVE = """
        DELETE FROM "snapshot" WHERE "persistence_id" = ? AND "sequence_number" = ?\
        """;
    private static final String REMOVE_UP_TO = """
        DELETE FROM "snapshot" WHERE "persistence_id" = ? AND "sequence_number" <= ? AND "created" <= ?\
        """;
    private static final String INSERT = """
        INSERT INTO "snapshot" ("persistence_id", "sequence_number", "created", "snapshot_ser_id",
        "snapshot_ser_manifest", "snapshot_payload", "meta_ser_id", "meta_ser_manifest", "meta_payload")
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)\
        """;

    private final Database database;
    private final Serialization serialization;

    public PlainSnapshotDao(
            JdbcBackend.JdbcDatabaseDef slick,
            JdbcProfile profile,
            SnapshotConfig config,
            Serialization serialization,
            ExecutionContext execution,
            Materializer materializer) {
        this.database = Database.of(materializer.system());
        this.serialization = serialization;
    }

    @Override
    public Future<BoxedUnit> save(SnapshotMetadata metadata, Object snapshot) {
        return FutureConverters.asScala(database.writing(connection -> {
            PlainJournalDao.change(connection, REMOVE, metadata.persistenceId(), metadata.sequenceNr());
            insert(connection, metadata, snapshot);
            return BoxedUnit.UNIT;
        }));
    }

    @Override
    public Future<Option<Tuple2<SnapshotMetadata, Object>>> latestSnapshot(String persistenceId) {
        return newest(persistenceId, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    @Override
    public Future<Option<Tuple2<SnapshotMetadata, Object>>> snapshotForMaxTimestamp(String persistenceId, long time) {
        return newest(persistenceId, Long.MAX_VALUE, time);
    }

    @Override
    public Future<Option<Tuple2<SnapshotMetadata, Object>>> snapshotForMaxSequenceNr(
            String persistenceId, long sequenceNumber) {
        return newest(persistenceId, sequenceNumber, Long.MAX_VALUE);
    }

    @Override
    public Future<Option<Tuple2<SnapshotMetadata, Object>>> snapshotForMaxSequenceNrAndMaxTimestamp(
            String persistenceId, long sequenceNumber, long time) {
        return newest(persistenceId, sequenceNumber, time);
    }

    @Override
    public Future<BoxedUnit> delete(String persistenceId, long sequenceNumber) {
        return change(REMOVE, persistenceId, sequenceNumber);
    }

    @Override
    public Future<BoxedUnit> deleteAllSnapshots(String persistenceId) {
        return change(REMOVE_UP_TO, persistenceId, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    @Override
    public Future<BoxedUnit> deleteUpToMaxSequenceNr(String persistenceId, long sequenceNumber) {
        return change(REMOVE_UP_TO, persistenceId, sequenceNumber, Long.MAX_VALUE);
    }

    @Override
    public Future<BoxedUnit> deleteUpToMaxTimestamp(String persistenceId, long time) {
        return change(REMOVE_UP_TO, persistenceId, Long.MAX_VALUE, time);
    }

    @Override
    public Future<BoxedUnit> deleteUpToMaxSequenceNrAndMaxTimestamp(
            String persistenceId, long sequenceNumber, long time) {
        return change(REMOVE_UP_TO, persistenceId, sequenceNumber, time);
    }

    private Future<BoxedUnit> change(String sql, Object... parameters) {
        return FutureConverters.asScala(database.writing(connection -> {
            PlainJournalDao.change(connection, sql, parameters);
            return BoxedUnit.UNIT;
        }));
    }

    private Future<Option<Tuple2<SnapshotMetadata, Object>>> newest(
            String persistenceId, long sequenceNumber, long time) {
        return FutureConverters.asScala(database.reading(connection -> {
            try (PreparedStatement select = connection.prepareStatement(NEWEST)) {
                select.setString(1, persistenceId);
                select.setLong(2, sequenceNumber);
                select.setLong(3, time);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next() ? Option.apply(snapshot(rows, persistenceId)) : Option.empty();
                }
            }
        }));
    }

    private Tuple2<SnapshotMetadata, Object> snapshot(ResultSet row, String persistenceId) throws SQLException {
        long sequenceNumber = row.getLong(1);
        String place = "the snapshot of " + persistenceId + " at event " + sequenceNumber;
        Object snapshot = new Written(row.getInt(3), row.getString(4), row.getBytes(5)).read(serialization, place);
        byte[] metadata = row.getBytes(8);
        Option<Object> about = metadata == null
                ? Option.empty()
                : Option.apply(new Written(row.getInt(6), row.getString(7), metadata)
                        .read(serialization, "the metadata of " + place));
        return new Tuple2<>(new SnapshotMetadata(persistenceId, sequenceNumber, row.getLong(2), about), snapshot);
    }

    private void insert(Connection connection, SnapshotMetadata metadata, Object snapshot) throws SQLException {
        Written payload = Written.of(snapshot, serialization);
        Option<Object> about = metadata.metadata();
        Written extra = about.isEmpty() ? null : Written.of(about.get(), serialization);
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, metadata.persistenceId());
            insert.setLong(2, metadata.sequenceNr());
            insert.setLong(3, metadata.timestamp());
            insert.setInt(4, payload.serializer());
            insert.setString(5, payload.manifest());
            insert.setBytes(6, payload.bytes());
            insert.setObject(7, extra == null ? null : extra.serializer(), java.sql.Types.INTEGER);
            insert.setString(8, extra == null ? null : extra.manifest());
            insert.setBytes(9, extra == null ? null : extra.bytes());
            insert.executeUpdate();
        }
    }
}
