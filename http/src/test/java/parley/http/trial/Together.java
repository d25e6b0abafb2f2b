package parley.http.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does several things at once and is done when all are; what one complains about is complained about. */
final class Together {
    private Together() {}

    static void run(List<Runnable> tasks) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (Runnable task : tasks) running.add(threads.submit(task));
            for (Future<?> it : running) it.get();
        } catch (ExecutionException broken) {
            if (broken.getCause() instanceof AssertionError complaint) throw complaint;
            throw new AssertionError(broken.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
