package parley.persistence.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Lets writes that arrive while others are under way wait together, to be stored in one transaction. Few unanswered writes
 * get many small transactions side by side, since each of them waits for the disk; many get few large ones, since those cost
 * the least.
 */
final class WriteQueue {
    private final JournalSettings settings;
    private final Executor executor;
    private final Consumer<List<PendingWrite>> store;
    private final ArrayBlockingQueue<PendingWrite> waiting;
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();

    /** {@code store} must not throw; it runs on the executor. */
    WriteQueue(JournalSettings settings, Executor executor, Consumer<List<PendingWrite>> store) {
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
                executor.execute(this::writeOnce);
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
            CompletableFuture.delayedExecutor(settings.gather().toNanos(), TimeUnit.NANOSECONDS, executor)
                    .execute(this::writeOnce);
            return;
        }
        busy.decrementAndGet();
        if (!waiting.isEmpty()) callWriter();
    }

    /** One transaction and no more, so that reads that wait for a thread get their turn. */
    private void writeOnce() {
        List<PendingWrite> writes = new ArrayList<>();
        waiting.drainTo(writes, settings.together());
        try {
            if (!writes.isEmpty()) store.accept(writes);
        } finally {
            unanswered.addAndGet(-writes.size());
            goOn();
        }
    }
}
