package parley.persistence.index;

import java.util.List;
import parley.persistence.journal.IndexBatch;
import parley.persistence.journal.IndexWriter;

/** Keeps the list of agents on offer. */
public final class OfferWriter implements IndexWriter {
    @Override
    public String kind() {
        return "Stall";
    }

    @Override
    public List<String> tables() {
        return List.of("offer");
    }

    @Override
    public IndexBatch batch() {
        return new OfferBatch();
    }
}
