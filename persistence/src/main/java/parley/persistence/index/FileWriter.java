package parley.persistence.index;

import java.util.List;
import parley.persistence.journal.IndexBatch;
import parley.persistence.journal.IndexWriter;

/** Keeps the list of files. */
public final class FileWriter implements IndexWriter {
    @Override
    public String kind() {
        return "Cabinet";
    }

    @Override
    public List<String> tables() {
        return List.of("file");
    }

    @Override
    public IndexBatch batch() {
        return new FileBatch();
    }
}
