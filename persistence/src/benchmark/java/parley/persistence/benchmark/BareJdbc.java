package parley.persistence.benchmark;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The journal's rows by nothing but batches: what the database could do if nobody waited for anything. */
final class BareJdbc {
    private static final int ROWS = 40_000;
    private static final int TOGETHER = 400;
    private static final byte[] PAYLOAD =
            "{\"message\":\"m17\",\"author\":\"benchmark\",\"text\":\"Somebody said something that is about as long as people say.\",\"at\":\"2026-11-21T00:00:00.123456789Z\"}"
                    .getBytes(StandardCharsets.UTF_8);
    private static final String INSERT = """
        INSERT INTO "event_journal" ("persistence_id", "sequence_number", "writer", "write_timestamp",
        "adapter_manifest", "event_ser_id", "event_ser_manifest", "event_payload")
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)\
        """;

    private final String url;
    private final int threads;
    final List<Reading> readings = new ArrayList<>();
    private long next = 1;

    /** The tables must be there. */
    BareJdbc(String url, int threads) {
        this.url = url;
        this.threads = threads;
    }

    void run() throws Exception {
        long from = next;
        next += ROWS;
        readings.add(Reading.of(ROWS, () -> {
            try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
                List<Future<Boolean>> all = new ArrayList<>();
                for (int thread = 0; thread < threads; thread++) {
                    int number = thread;
                    all.add(pool.submit(() -> insert("Bare|" + number, from)));
                }
                for (Future<Boolean> one : all) one.get();
            }
        }));
    }

    private boolean insert(String persistenceId, long from) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            connection.setAutoCommit(false);
            for (int i = 0; i < ROWS / threads; i++) {
                insert.setString(1, persistenceId);
                insert.setLong(2, from + i);
                insert.setString(3, "writer");
                insert.setLong(4, 0);
                insert.setString(5, "");
                insert.setInt(6, 0);
                insert.setString(7, "conversation.message-said");
                insert.setBytes(8, PAYLOAD);
                insert.addBatch();
                if (i % TOGETHER == TOGETHER - 1) {
                    insert.executeBatch();
                    connection.commit();
                }
            }
            insert.executeBatch();
            connection.commit();
            return true;
        }
    }
}
