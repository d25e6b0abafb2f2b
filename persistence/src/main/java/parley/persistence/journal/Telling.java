package parley.persistence.journal;

import java.util.List;
import scala.concurrent.Batchable;

/** Tells all actors of one transaction in one go: being batchable, what each answer sets off needs no thread of its own. */
record Telling(List<PendingWrite> writes) implements Runnable, Batchable {
    @Override
    public void run() {
        writes.forEach(PendingWrite::tell);
    }
}
