package parley.persistence.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * Lets writes that arrive while others are under way wait together, to be stored in one transaction. Few unanswered writes
 * get many small transactions side by side, since each of them waits for the disk; many get few large ones, since those cost
 * the least.
 */
final class WriteQueue {
    private final JournalSettings settings;
    private final Executor executor;
    private final UnaryOperator<List<PendingWrite>> store;
    private final ArrayBlockingQueue<PendingWrite> waiting;
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();

    /** {@code store} must not throw; it runs on the executor and answers which writes are to be tried again. */
    WriteQueue(JournalSettings settings, Executor executor, UnaryOperator<List<PendingWrite>> store) {
        this.settings = settings;
        this.executor = executor;
        this.store = store;
        this.waiting = new ArrayBlockingQueue<>(settings.waiting());
    }

    /** Takes a write, or returns false where too many wait already. */
    boolean offer(PendingWrite write) {
        unanswered.incrementAndGet();
        if (!waiting.offer(write)) {
            unanswered.decrementAndGet();
            return false;
        }
        callWriter();
        return true;
    }

    /** How many wait now. */
    int waiting() {
        return waiting.size();
    }

    private void callWriter() {
        int now = busy.get();
        while (now < allowed()) {
            if (busy.compareAndSet(now, now + 1)) {
                executor.execute(() -> writeOnce(List.of()));
                return;
            }
            now = busy.get();
        }
    }

    private int allowed() {
        return unanswered.get() < settings.crowd() ? settings.writers() : settings.writersInCrowd();
    }

    /** Writes that came meanwhile are let gather for a moment where they are few: a commit costs the same for many. */
    private void goOn() {
        int more = waiting.size();
        if (more > 0 && more < settings.together() && !settings.gather().isZero()) {
            later(settings.gather(), List.of());
            return;
        }
        busy.decrementAndGet();
        if (!waiting.isEmpty()) callWriter();
    }

    private void later(Duration pause, List<PendingWrite> kept) {
        CompletableFuture.delayedExecutor(pause.toNanos(), TimeUnit.NANOSECONDS, executor)
                .execute(() -> writeOnce(kept));
    }

    /** One transaction and no more, so that reads that wait for a thread get their turn; first what is tried again. */
    private void writeOnce(List<PendingWrite> kept) {
        List<PendingWrite> writes = new ArrayList<>(kept);
        waiting.drainTo(writes, Math.max(0, settings.together() - writes.size()));
        List<PendingWrite> again = List.of();
        try {
            if (!writes.isEmpty()) again = store.apply(writes);
        } finally {
            unanswered.addAndGet(again.size() - writes.size());
            if (again.isEmpty()) goOn();
            else later(settings.again(), again);
        }
    }
}
