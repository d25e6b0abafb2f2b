package parley.persistence.tck;

import parley.persistence.Store;

/** Made by ScalaTest's runner. */
public final class JournalOnPostgres extends JournalExamination {
    public JournalOnPostgres() {
        super(Store.POSTGRESQL);
    }
}
