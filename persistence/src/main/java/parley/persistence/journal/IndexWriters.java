package parley.persistence.journal;

import com.typesafe.config.Config;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parley.persistence.database.Dialect;

/** All lists that live in the journal's transactions, by the kind of actor that feeds them. */
public final class IndexWriters {
    private static final char BAR = '|';

    private final Map<String, IndexWriter> writers;

    public IndexWriters(List<IndexWriter> writers) {
        this.writers = writers.stream().collect(Collectors.toUnmodifiableMap(IndexWriter::kind, Function.identity()));
    }

    /** Makes the writers that {@code parley.journal.index} names. */
    public static IndexWriters from(Config config) {
        return new IndexWriters(config.getStringList("parley.journal.index").stream()
                .map(IndexWriters::made)
                .toList());
    }

    public Iterable<IndexWriter> all() {
        return writers.values();
    }

    /** Starts one transaction for all lists. */
    public Batch batch() {
        return new Batch();
    }

    /** One transaction's changes to all lists. */
    public final class Batch {
        private final Map<String, IndexBatch> batches = new HashMap<>();

        private Batch() {}

        /** Hands an event to the list that its actor feeds, if there is one. */
        public void add(String persistenceId, long sequenceNumber, Object event) {
            int bar = persistenceId.indexOf(BAR);
            if (bar < 0) return;
            IndexBatch batch = batch(persistenceId.substring(0, bar));
            if (batch != null) batch.add(persistenceId.substring(bar + 1), sequenceNumber, event);
        }

        public void write(Connection connection, Dialect dialect) throws SQLException {
            for (IndexBatch batch : batches.values()) batch.write(connection, dialect);
        }

        private @Nullable IndexBatch batch(String kind) {
            IndexBatch begun = batches.get(kind);
            if (begun != null) return begun;
            IndexWriter writer = writers.get(kind);
            if (writer == null) return null;
            IndexBatch fresh = writer.batch();
            batches.put(kind, fresh);
            return fresh;
        }
    }

    private static IndexWriter made(String name) {
        try {
            return Class.forName(name)
                    .asSubclass(IndexWriter.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | ClassCastException failure) {
            throw new IllegalArgumentException(
                    "parley.journal.index names " + name + ", which is no index writer", failure);
        }
    }
}
