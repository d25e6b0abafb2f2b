package parley.persistence.storage;

import com.typesafe.config.Config;
import org.apache.pekko.actor.typed.ActorSystem;
import parley.engine.storage.FileStore;

/** Opens the store that the configuration names. */
public final class FileStores {
    private FileStores() {}

    /**
     * The store of a node; it is closed when the system has terminated.
     *
     * @throws parley.engine.storage.StorageFailure with a message for the operator
     */
    public static FileStore open(ActorSystem<?> system) {
        Config config = system.settings().config().getConfig("parley.file-store");
        return switch (StoreSettings.from(config)) {
            case StoreSettings.Disk disk -> DiskStore.open(disk, system);
            case StoreSettings.Bucket bucket -> {
                BucketStore store = BucketStore.open(bucket, system);
                system.getWhenTerminated().thenRun(store::close);
                yield store;
            }
        };
    }
}
