package parley.http.tool;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.tool.OfferedTool;
import parley.engine.tool.ToolResult;

/**
 * Keeps one server of tools connected, on a virtual thread of its own: connects, asks what there is, asks anew when that
 * changes or has grown old, and begins again after a pause when the server is gone. What it knew stays known meanwhile.
 */
final class ToolLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ToolLink.class);

    private final ToolServer server;
    private final ToolSettings settings;
    private final ToolWords words;
    private final Semaphore news = new Semaphore(0);
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final Thread keeper;
    private volatile List<OfferedTool> known = List.of();
    private volatile @Nullable McpSession session;

    private ToolLink(ToolServer server, ToolSettings settings) {
        this.server = server;
        this.settings = settings;
        this.words = new ToolWords(server, settings.resultLimit());
        this.keeper = Thread.ofVirtual().name("tools-" + server.name()).unstarted(this::keep);
    }

    static ToolLink open(ToolServer server, ToolSettings settings) {
        ToolLink link = new ToolLink(server, settings);
        link.keeper.start();
        return link;
    }

    List<OfferedTool> known() {
        return known;
    }

    /** Whether the server is connected. */
    boolean there() {
        McpSession now = session;
        return now != null && !now.over();
    }

    /** Uses a tool once; see {@link parley.engine.tool.Toolbox#use}. */
    CompletableFuture<ToolResult> use(String tool, Map<String, Object> arguments) {
        McpSession now = session;
        if (now == null || now.over())
            return CompletableFuture.completedFuture(words.failed(server.name() + " cannot be reached now"));
        var call = now.call(tool, arguments);
        CompletableFuture<ToolResult> told = call.handle((result, failure) -> {
            if (failure == null) return words.of(result);
            // It may be gone: to be looked at.
            news.release();
            return words.of(cause(failure));
        });
        var _ = told.whenComplete((_, failure) -> {
            if (failure != null) call.cancel(true);
        });
        return told;
    }

    private void keep() {
        Duration pause = settings.firstPause();
        try {
            while (!over.isDone()) {
                if (connected()) pause = settings.firstPause();
                if (over.isDone()) return;
                if (closedWithin(pause)) return;
                pause = pause.multipliedBy(2).compareTo(settings.longestPause()) < 0
                        ? pause.multipliedBy(2)
                        : settings.longestPause();
            }
        } catch (InterruptedException _) {
            // It is closed.
        }
    }

    private boolean closedWithin(Duration pause) throws InterruptedException {
        try {
            over.get(pause.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("it only ever completes", impossible);
        }
    }

    /** Connects and stays so until the server is gone; whether it was ever there. */
    private boolean connected() throws InterruptedException {
        boolean was = false;
        try (McpSession opened = McpSession.open(server, settings, words, news::release)) {
            known = opened.list();
            session = opened;
            was = true;
            LOG.info("{} is connected and offers {} tools", server.name(), known.size());
            while (!opened.over()) {
                news.tryAcquire(settings.lookAgain().toMillis(), TimeUnit.MILLISECONDS);
                news.drainPermits();
                if (!opened.over()) look(opened);
            }
            LOG.warn("{} is gone", server.name());
        } catch (InterruptedException closed) {
            throw closed;
        } catch (Exception failure) {
            if (!over.isDone())
                LOG.warn(
                        "{} cannot be reached: {}",
                        server.name(),
                        words.of(cause(failure)).text());
        } finally {
            session = null;
        }
        return was;
    }

    /** A server that is busy with our own calls may have no time to say what else it has. */
    private void look(McpSession opened) throws Exception {
        try {
            known = opened.list();
        } catch (TimeoutException late) {
            if (!opened.busy()) throw late;
        }
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) cause = cause.getCause();
        return cause;
    }

    @Override
    public void close() {
        over.complete(null);
        keeper.interrupt();
    }

    /** Completes when nothing of it runs any more. */
    void closed() throws InterruptedException {
        keeper.join();
    }
}
