package parley.persistence.index;

import java.util.List;
import parley.persistence.journal.IndexBatch;
import parley.persistence.journal.IndexWriter;

/** Keeps the list of agents. */
public final class AgentWriter implements IndexWriter {
    @Override
    public String kind() {
        return "Agent";
    }

    @Override
    public List<String> tables() {
        return List.of("agent", "card_print");
    }

    @Override
    public IndexBatch batch() {
        return new AgentBatch();
    }
}
