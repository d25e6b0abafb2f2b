package parley.persistence.tck;

import parley.persistence.Store;

/** Made by ScalaTest's runner. */
public final class SnapshotStoreOnPostgres extends SnapshotStoreExamination {
    public SnapshotStoreOnPostgres() {
        super(Store.POSTGRESQL);
    }
}
