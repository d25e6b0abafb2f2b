package parley.persistence.index;

import java.util.List;
import parley.persistence.journal.IndexBatch;
import parley.persistence.journal.IndexWriter;

/** Keeps the list of connections. */
public final class ConnectionWriter implements IndexWriter {
    @Override
    public String kind() {
        return "Switchboard";
    }

    @Override
    public List<String> tables() {
        return List.of("connection");
    }

    @Override
    public IndexBatch batch() {
        return new ConnectionBatch();
    }
}
