package parley.persistence.tck;

import parley.persistence.Store;

/** Made by ScalaTest's runner. */
public final class JournalOnH2 extends JournalExamination {
    public JournalOnH2() {
        super(Store.H2);
    }
}
