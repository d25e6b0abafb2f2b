package parley.persistence.tck;

import org.apache.pekko.persistence.CapabilityFlag;
import org.apache.pekko.persistence.japi.snapshot.JavaSnapshotStoreSpec;
import parley.persistence.Store;

/** The examination of the snapshot store on one database. */
abstract class SnapshotStoreExamination extends JavaSnapshotStoreSpec {
    SnapshotStoreExamination(Store store) {
        super(Examinations.settings(store));
    }

    @Override
    public CapabilityFlag supportsSerialization() {
        return CapabilityFlag.on();
    }

    @Override
    public CapabilityFlag supportsMetadata() {
        return CapabilityFlag.on();
    }
}
