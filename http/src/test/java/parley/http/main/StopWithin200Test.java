package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.http.api.Client;
import parley.http.wire.Dialect;
import parley.http.wire.Dialect.Told;
import parley.http.wire.Dialects;
import parley.http.wire.FaultServer;

/**
 * From the moment that somebody sends a stop until the provider's server sees its client go, through a whole server. It
 * measures, so it wants a machine of its own.
 */
@Tag("campaign")
class StopWithin200Test extends House {
    private static final int RUNS = Integer.getInteger("parley.stops", 20);
    private static final int WARM_UPS = 5;
    private static final double MOST_MILLIS = 200;

    @Override
    String settings() {
        return FamilyHouse.SETTINGS;
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "google", "ollama"})
    void closes_the_upstream_socket(String family) throws Exception {
        Client by = Premises.person(server, family);
        Dialect dialect = Dialects.of(family);
        try (FaultServer provider = new FaultServer(line -> {
            line.write(dialect.head());
            line.write(dialect.wired(beginning(dialect)));
            line.hang();
        })) {
            String connection = FamilyHouse.connection(by, family, provider, family);
            double[] millis = new double[RUNS];
            for (int run = -WARM_UPS; run < RUNS; run++) {
                long nanos = stopped(by, provider, connection, family + "-" + (run + WARM_UPS));
                if (run >= 0) millis[run] = nanos / 1e6;
            }
            double[] sorted = Arrays.stream(millis).sorted().toArray();
            System.out.printf(
                    Locale.ROOT,
                    "stop to closed socket, %s, %d runs: p50 %.1f ms, p95 %.1f ms, max %.1f ms%n",
                    family,
                    RUNS,
                    sorted[RUNS / 2],
                    sorted[Math.min(RUNS - 1, RUNS * 95 / 100)],
                    sorted[RUNS - 1]);
            assertThat(sorted[RUNS - 1]).isLessThan(MOST_MILLIS);
        }
    }

    private static List<String> beginning(Dialect dialect) {
        List<String> all = dialect.answer(List.of("I have been to the sea. ", "It was grey. ", "Cold."), Told.ONCE);
        int at = 0;
        while (!all.get(at).contains("Cold.")) at++;
        return all.subList(0, at);
    }

    /** Nanoseconds from sending the stop. */
    private static long stopped(Client by, FaultServer provider, String connection, String room) throws Exception {
        int before = provider.lines().size();
        var opened = by.lines("/api/v1/conversations", """
            {'id':'%s','message':'Where were you?','turns':1,
             'agents':[{'name':'Ann','persona':'calm','voice':'none/none','connection':'%s'}]}\
            """.formatted(room, connection));
        var lines = opened.body().iterator();
        while (!lines.next().equals("event: sentence-spoken")) Thread.onSpinWait();
        long start = System.nanoTime();
        assertThat(by.post("/api/v1/conversations/" + room + "/stop", "").status())
                .isEqualTo(200);
        long left = provider.lines().get(before).left().get(1, TimeUnit.MINUTES);
        lines.forEachRemaining(line -> {});
        return left - start;
    }
}
