package parley.persistence.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.PersistentRepr$;
import org.apache.pekko.serialization.Serialization;
import org.jspecify.annotations.Nullable;

/** Reads stored events a page at a time, on the calling thread. A row that cannot be read is an entry that says so. */
final class EventPages {
    private static final String SELECT = """
        SELECT "ordering", "persistence_id", "sequence_number", "writer", "write_timestamp", "adapter_manifest",
        "event_ser_id", "event_ser_manifest", "event_payload", "meta_ser_id", "meta_ser_manifest", "meta_payload"
        FROM "event_journal" \
        """;
    private static final String OF_ONE_ACTOR = SELECT + """
        WHERE "persistence_id" = ? AND "sequence_number" >= ? AND "sequence_number" <= ? AND "deleted" = FALSE
        ORDER BY "sequence_number" LIMIT ?\
        """;
    private static final String OF_ONE_TAG = SELECT + """
        JOIN "event_tag" ON "event_id" = "ordering"
        WHERE "tag" = ? AND "ordering" > ? AND "ordering" <= ? AND "deleted" = FALSE
        ORDER BY "ordering" LIMIT ?\
        """;
    private static final String OF_ALL = SELECT + """
        WHERE "ordering" > ? AND "persistence_id" LIKE ? ORDER BY "ordering" LIMIT ?\
        """;

    private final Serialization serialization;

    EventPages(Serialization serialization) {
        this.serialization = serialization;
    }

    /** A stored event and its place in the whole journal, or why it cannot be read. */
    record Entry(
            String persistenceId,
            long sequenceNumber,
            long ordering,
            @Nullable PersistentRepr event,
            @Nullable UnreadableRow fault) {

        /** The event. */
        PersistentRepr readable() {
            if (event != null) return event;
            throw fault == null ? new IllegalStateException("an entry without an event") : fault;
        }
    }

    /** Events {@code from} to {@code to} of one actor, both included. */
    List<Entry> ofOneActor(Connection connection, String persistenceId, long from, long to, int most)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF_ONE_ACTOR)) {
            select.setString(1, persistenceId);
            select.setLong(2, from);
            select.setLong(3, to);
            select.setInt(4, most);
            return entries(select, most);
        }
    }

    /** Events with a tag, after one place in the journal up to another. */
    List<Entry> ofOneTag(Connection connection, String tag, long after, long to, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF_ONE_TAG)) {
            select.setString(1, tag);
            select.setLong(2, after);
            select.setLong(3, to);
            select.setInt(4, most);
            return entries(select, most);
        }
    }

    /** Events of all actors of one kind, deleted ones too, after a place in the journal. */
    List<Entry> ofOneKind(Connection connection, String kind, long after, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF_ALL)) {
            select.setLong(1, after);
            select.setString(2, kind + "|%");
            select.setInt(3, most);
            return entries(select, most);
        }
    }

    private List<Entry> entries(PreparedStatement select, int most) throws SQLException {
        select.setFetchSize(most);
        List<Entry> entries = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) entries.add(entry(rows));
        }
        return entries;
    }

    private Entry entry(ResultSet row) throws SQLException {
        long ordering = row.getLong(1);
        String persistenceId = row.getString(2);
        long sequenceNumber = row.getLong(3);
        try {
            return new Entry(persistenceId, sequenceNumber, ordering, event(row, persistenceId, sequenceNumber), null);
        } catch (UnreadableRow fault) {
            return new Entry(persistenceId, sequenceNumber, ordering, null, fault);
        }
    }

    private PersistentRepr event(ResultSet row, String persistenceId, long sequenceNumber) throws SQLException {
        String place = "event " + sequenceNumber + " of " + persistenceId;
        Object event = new Written(row.getInt(7), row.getString(8), row.getBytes(9)).read(serialization, place);
        String manifest = row.getString(6);
        PersistentRepr repr = PersistentRepr$.MODULE$
                .apply(
                        event,
                        sequenceNumber,
                        persistenceId,
                        manifest == null ? "" : manifest,
                        false,
                        PersistentRepr$.MODULE$.apply$default$6(),
                        row.getString(4))
                .withTimestamp(row.getLong(5));
        byte[] metadata = row.getBytes(12);
        if (metadata == null) return repr;
        return repr.withMetadata(new Written(row.getInt(10), row.getString(11), metadata)
                .read(serialization, "the metadata of " + place));
    }
}
