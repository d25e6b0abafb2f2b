package parley.persistence.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.kernel.Unavailable;

/**
 * Whether the database answers, as a connection of its own finds out again and again, so that nobody has to wait in vain
 * to learn it. A connection that was cut is opened anew before that counts as silence.
 */
final class Pulse implements AutoCloseable {
    /** For a database that nobody watches: it is taken to be there, and whoever asks sees. */
    static final Pulse STEADY = new Pulse("", new Properties(), Duration.ZERO, 0);

    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

    /** A server that follows another would answer, and take no word. */
    private static final String QUESTION = "SELECT pg_is_in_recovery()";

    private final String url;
    private final Properties how;
    private final Duration patience;
    private final int most;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicReference<CompletableFuture<Done>> back =
            new AtomicReference<>(CompletableFuture.completedFuture(Done.getInstance()));
    private @Nullable Connection line;

    /** {@code patience} is how long somebody may wait for it to be back, {@code most} how many. */
    Pulse(String url, Properties how, Duration patience, int most) {
        this.url = url;
        this.how = how;
        this.patience = patience;
        this.most = most;
    }

    boolean beats() {
        return back.get().isDone();
    }

    /** Answers when the database does; fails with {@link Unavailable} where that takes too long or too many wait. */
    CompletionStage<Done> awaited() {
        if (waiting.incrementAndGet() > most) {
            waiting.decrementAndGet();
            return CompletableFuture.failedFuture(
                    new Unavailable("the database does not answer, and many wait for it"));
        }
        return back.get()
                .copy()
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .handle((_, late) -> {
                    waiting.decrementAndGet();
                    if (late != null) throw new Unavailable("the database does not answer");
                    return Done.getInstance();
                });
    }

    /** Asks once; one at a time. */
    synchronized void beat() {
        SQLException first = asked();
        SQLException second = first == null ? null : asked();
        CompletableFuture<Done> now = back.get();
        if (second == null && now.complete(Done.getInstance())) LOG.info("the database answers again");
        if (second == null || !now.isDone()) return;
        LOG.warn("the database does not answer: {}", second.toString());
        back.set(new CompletableFuture<>());
    }

    private @Nullable SQLException asked() {
        try {
            Connection open = line == null ? DriverManager.getConnection(url, how) : line;
            line = open;
            try (Statement ask = open.createStatement();
                    ResultSet answer = ask.executeQuery(QUESTION)) {
                if (!answer.next() || answer.getBoolean(1))
                    throw new SQLException("it only follows another one, and takes no word");
            }
            return null;
        } catch (SQLException failure) {
            close();
            return failure;
        }
    }

    @Override
    public synchronized void close() {
        Connection open = line;
        line = null;
        if (open == null) return;
        try {
            open.abort(Runnable::run);
        } catch (SQLException already) {
            LOG.debug("a connection was gone already", already);
        }
    }
}
