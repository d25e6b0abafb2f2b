package parley.persistence.tck;

import parley.persistence.Store;

/** Made by ScalaTest's runner. */
public final class SnapshotStoreOnH2 extends SnapshotStoreExamination {
    public SnapshotStoreOnH2() {
        super(Store.H2);
    }
}
