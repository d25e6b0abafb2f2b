package parley.persistence.index;

import java.util.List;
import parley.persistence.journal.IndexBatch;
import parley.persistence.journal.IndexWriter;

/** Keeps the list of recordings that have not ended. */
public final class RecordingWriter implements IndexWriter {
    @Override
    public String kind() {
        return "Album";
    }

    @Override
    public List<String> tables() {
        return List.of("recording_under_way");
    }

    @Override
    public IndexBatch batch() {
        return new RecordingBatch();
    }
}
