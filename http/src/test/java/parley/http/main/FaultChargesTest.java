package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.http.wire.Dialect.INPUT;
import static parley.http.wire.Dialect.OUTPUT;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import parley.http.api.Client;
import parley.http.wire.Dialect;
import parley.http.wire.Dialect.Told;
import parley.http.wire.Dialect.Trouble;
import parley.http.wire.Dialects;
import parley.http.wire.FaultServer;
import picocli.CommandLine;

/** What a fault costs, in every family: through a whole server and a user's connection, out of the account, once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultChargesTest {
    private static final List<String> TEXTS =
            List.of("I have been to the sea today. ", "It was wide and grey. ", "And cold.");
    /** 10 a message, 1 a token of the prompt, 2 a token of the answer. */
    private static final String SETTINGS = """
        parley.prices.defaults = [{ provider = connection, model = "*", message = 10, input = 1000, output = 2000 }]
        """;

    private final Map<String, Client> people = new ConcurrentHashMap<>();
    private final ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor();

    @SuppressWarnings("NullAway.Init") // filled before all tests
    private Premises premises;

    @SuppressWarnings("NullAway.Init") // filled before all tests
    private Server server;

    /** What a turn must come to. */
    enum Charge {
        REPORTED,
        ESTIMATED,
        WASTED,
        NOTHING
    }

    /** One answer: how it is written, and when somebody has heard its beginning. */
    private record Play(Dialect dialect, CompletableFuture<Void> heard) {}

    /** A way in which an answer can end, and what it then costs. */
    record Cell(String name, Function<Play, FaultServer.Script> script, String ending, Charge charge) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Cell> cells() {
        return Stream.of(
                new Cell("usage once", it -> whole(it.dialect, Told.ONCE), "completed", Charge.REPORTED),
                new Cell("usage twice", it -> whole(it.dialect, Told.TWICE), "completed", Charge.REPORTED),
                new Cell("usage in every event", it -> whole(it.dialect, Told.ALWAYS), "completed", Charge.REPORTED),
                new Cell("no usage", it -> whole(it.dialect, Told.NEVER), "completed", Charge.ESTIMATED),
                new Cell("cut after two texts", FaultChargesTest::half, "failed", Charge.WASTED),
                new Cell("error after two texts", FaultChargesTest::broken, "failed", Charge.WASTED),
                new Cell(
                        "cut before the first text",
                        it -> line -> line.write(it.dialect.head()),
                        "failed",
                        Charge.NOTHING),
                new Cell("error at once", it -> trouble(it.dialect), "failed", Charge.NOTHING),
                new Cell("401", it -> refusal(it.dialect, 401), "failed", Charge.NOTHING),
                new Cell("429", it -> refusal(it.dialect, 429), "failed", Charge.NOTHING),
                new Cell("500", it -> refusal(it.dialect, 500), "failed", Charge.NOTHING),
                new Cell("stopped", it -> endless(it.dialect), "stopped", Charge.ESTIMATED));
    }

    private static FaultServer.Script whole(Dialect dialect, Told usage) {
        return line -> {
            line.write(dialect.head());
            line.write(dialect.wired(dialect.answer(TEXTS, usage)));
        };
    }

    /** Waits until the beginning has been heard: a failure that comes with its last word may come before it. */
    private static FaultServer.Script half(Play play) {
        return line -> {
            line.write(play.dialect.head());
            line.write(play.dialect.wired(beginning(play.dialect)));
            play.heard.get(1, TimeUnit.MINUTES);
        };
    }

    private static FaultServer.Script broken(Play play) {
        return line -> {
            half(play).answer(line);
            line.write(play.dialect.framed(play.dialect.trouble(Trouble.UNNAMED), "\n"));
        };
    }

    private static FaultServer.Script trouble(Dialect dialect) {
        return line -> line.write(dialect.head() + dialect.framed(dialect.trouble(Trouble.OVERLOADED), "\n"));
    }

    private static FaultServer.Script endless(Dialect dialect) {
        return line -> {
            line.write(dialect.head());
            line.write(dialect.wired(beginning(dialect)));
            line.hang();
        };
    }

    private static FaultServer.Script refusal(Dialect dialect, int status) {
        return line ->
                line.write("HTTP/1.1 " + status + " No\r\nContent-Type: application/json\r\nConnection: close\r\n"
                        + "Retry-After: 30\r\n\r\n" + dialect.refusal(status));
    }

    private static List<String> beginning(Dialect dialect) {
        List<String> all = dialect.answer(TEXTS, Told.ONCE);
        int at = 0;
        while (!all.get(at).contains("cold")) at++;
        return all.subList(0, at);
    }

    @BeforeAll
    void open(@TempDir Path ground) throws IOException {
        premises = new Premises(ground, "faults");
        Config config =
                ConfigFactory.parseString(FamilyHouse.SETTINGS + SETTINGS).withFallback(premises.config());
        server = Server.start(config);
        for (String each : Dialects.FAMILIES.keySet()) people.put(each, Premises.person(server, each));
    }

    /** What all of it left behind adds up, as somebody finds who knows nothing of this server. */
    @AfterAll
    void close() throws IOException {
        hands.close();
        server.close();
        StringWriter told = new StringWriter();
        CommandLine commands = Parley.commandLine();
        commands.setOut(new PrintWriter(told));
        commands.setErr(new PrintWriter(told));
        int code = commands.execute("--config", premises.file().toString(), "ledger", "prove");
        assertThat(code).as(told.toString()).isZero();
        assertThat(told.toString()).contains(" 0 pending: all adds up");
    }

    @ParameterizedTest
    @MethodSource("cells")
    void is_charged_once_and_nothing_stays_held(Cell cell) {
        List<CompletableFuture<Void>> families = Dialects.FAMILIES.keySet().stream()
                .map(it -> CompletableFuture.runAsync(() -> played(it, cell), hands))
                .toList();
        families.forEach(CompletableFuture::join);
    }

    private void played(String family, Cell cell) {
        Dialect dialect = Dialects.of(family);
        Client by = Objects.requireNonNull(people.get(family));
        CompletableFuture<Void> heard = new CompletableFuture<>();
        try (FaultServer provider = new FaultServer(cell.script.apply(new Play(dialect, heard)))) {
            long before = credits(by, "available");
            String room = cell.name.replace(' ', '-') + "-" + family;
            JsonNode receipt = receipt(by, room, FamilyHouse.connection(by, family, provider, room), cell, heard);

            assertThat(receipt.path("ending").asText())
                    .as("%s: %s", room, receipt)
                    .isEqualTo(cell.ending);
            charged(cell.charge, receipt, room);
            assertThat(before - credits(by, "available"))
                    .as(room)
                    .isEqualTo(receipt.path("credits").asLong());
            assertThat(credits(by, "held")).as(room).isZero();
            assertThat(provider.requests()).as(room).hasSize(1);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static void charged(Charge charge, JsonNode receipt, String room) {
        long credits = receipt.path("credits").asLong();
        long in = receipt.at("/usage/inputTokens").asLong();
        long out = receipt.at("/usage/outputTokens").asLong();
        long wasted = receipt.at("/attempts/0/wasted").asLong();
        boolean estimated = receipt.at("/usage/estimated").asBoolean();
        switch (charge) {
            case REPORTED -> {
                assertThat(estimated).as(room).isFalse();
                assertThat(credits).as(room).isEqualTo(10 + INPUT + 2 * OUTPUT);
            }
            case ESTIMATED -> {
                assertThat(estimated).as("%s: %s", room, receipt).isTrue();
                assertThat(out).as(room).isBetween(10L, 30L);
                assertThat(in).as(room).isPositive();
                assertThat(credits).as(room).isEqualTo(10 + in + 2 * out);
            }
            case WASTED -> {
                assertThat(credits).as(room).isZero();
                assertThat(wasted).as("%s: %s", room, receipt).isGreaterThan(10 + 2 * 10);
            }
            case NOTHING -> {
                assertThat(credits).as(room).isZero();
                assertThat(wasted).as(room).isZero();
            }
        }
    }

    /** The receipt of the one turn, once the ledger has confirmed its charge. */
    private static JsonNode receipt(
            Client by, String room, String connection, Cell cell, CompletableFuture<Void> heard) {
        var opened = by.lines("/api/v1/conversations", """
            {'id':'%s','message':'Where were you?','turns':1,
             'agents':[{'name':'Ann','persona':'calm','voice':'none/none','connection':'%s'}]}\
            """.formatted(room, connection));
        var lines = opened.body().iterator();
        int spoken = 0;
        while (spoken < 2 && lines.hasNext()) if (lines.next().equals("event: sentence-spoken")) spoken++;
        heard.complete(null);
        if (cell.ending.equals("stopped"))
            assertThat(by.post("/api/v1/conversations/" + room + "/stop", "").status())
                    .isEqualTo(200);
        lines.forEachRemaining(line -> {});
        String events = "/api/v1/conversations/" + room + "/events?after=0.0";
        var past = by.lines(by.request(events).GET().timeout(Duration.ofMinutes(1)));
        assertThat(past.body().anyMatch(it -> it.equals("event: turn-charged")))
                .as(room)
                .isTrue();
        return by.get("/api/v1/conversations/" + room + "/turns/1/receipt").json();
    }

    private static long credits(Client by, String what) {
        return by.get("/api/v1/credits").json().path(what).asLong();
    }
}
