package parley.persistence.index;

import java.util.List;
import parley.persistence.journal.IndexBatch;
import parley.persistence.journal.IndexWriter;

/** Keeps the list of what happened to accounts. */
public final class TransactionWriter implements IndexWriter {
    @Override
    public String kind() {
        return "Account";
    }

    @Override
    public List<String> tables() {
        return List.of("account_transaction");
    }

    @Override
    public IndexBatch batch() {
        return new TransactionBatch();
    }
}
