package parley.persistence.index;

import java.util.List;
import parley.persistence.journal.IndexBatch;
import parley.persistence.journal.IndexWriter;

/** Keeps the list of the keys of connections to voices. */
public final class VoiceWriter implements IndexWriter {
    @Override
    public String kind() {
        return "Choir";
    }

    @Override
    public List<String> tables() {
        return List.of("voice_key");
    }

    @Override
    public IndexBatch batch() {
        return new VoiceBatch();
    }
}
