package parley.persistence.index;

import java.util.List;
import parley.persistence.journal.IndexBatch;
import parley.persistence.journal.IndexWriter;

/** Keeps the list of conversations. */
public final class ConversationWriter implements IndexWriter {
    @Override
    public String kind() {
        return "Conversation";
    }

    @Override
    public List<String> tables() {
        return List.of("conversation");
    }

    @Override
    public IndexBatch batch() {
        return new ConversationBatch();
    }
}
