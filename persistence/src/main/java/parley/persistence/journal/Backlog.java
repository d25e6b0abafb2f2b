package parley.persistence.journal;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.serialization.Serialization;
import parley.persistence.database.Database;
import scala.concurrent.ExecutionContext;

/** Weighs what comes while the database is away, so that no more is kept than there is room for. */
final class Backlog {
    private final Database database;
    private final Serialization serialization;
    private final long most;
    private final ExecutionContext execution;
    private final AtomicLong kept = new AtomicLong();

    Backlog(Database database, Serialization serialization, long most, ExecutionContext execution) {
        this.database = database;
        this.serialization = serialization;
        this.most = most;
        this.execution = execution;
    }

    /** Whether there is room for this write until it is told how it went; there always is while the database answers. */
    boolean takes(PendingWrite write) {
        if (database.answers()) return true;
        write.serialize(serialization);
        long bytes = write.bytes();
        if (kept.addAndGet(bytes) > most) {
            kept.addAndGet(-bytes);
            return false;
        }
        write.future().onComplete(_ -> kept.addAndGet(-bytes), execution);
        return true;
    }
}
