package parley.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import parley.engine.llm.Prompt;
import parley.http.provider.PlainSystem;
import parley.http.wire.Dialect.Told;

/** Answers cut at every byte: none is whole before its family's end mark, each is from there on; and split at every byte. */
class CutAnswersTest {
    private static final ActorSystem SYSTEM = PlainSystem.named("cuts");
    private static final Prompt PROMPT =
            new Prompt("You are Ada.", List.of(new Prompt.Line(false, "Bob", "Hi")), "Ada", "", 99, 7);
    private static final List<String> TEXTS = List.of("Öl", " 😀.");
    private static final String SAID = String.join("", TEXTS);
    private static final WireSettings SETTINGS = new Fault("", Fault.Patience.ENDLESS, _ -> _ -> {}).settings();

    @AfterAll
    static void close() {
        TestKit.shutdownActorSystem(SYSTEM);
    }

    static List<Dialect> dialects() {
        return Dialects.ALL;
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void an_answer_that_ends_politely_is_whole_from_its_end_mark_on_and_not_before(Dialect dialect) {
        byte[] all = bytes(dialect);
        int mark = mark(dialect);
        for (int cut = 0; cut <= all.length; cut++) {
            Outcome came = read(dialect, Source.single(ByteString.fromArray(all, 0, cut)));
            if (cut < mark - marginOf(dialect)) assertCutOff(came, cut);
            else if (cut >= mark) assertWhole(came, cut);
        }
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void an_answer_whose_connection_breaks_is_cut_off_before_its_end_mark_and_whole_at_its_last_byte(Dialect dialect) {
        byte[] all = bytes(dialect);
        int mark = mark(dialect);
        for (int cut = 0; cut <= all.length; cut++) {
            Outcome came = read(
                    dialect,
                    Source.single(ByteString.fromArray(all, 0, cut))
                            .concat(Source.failed(new IOException("the connection broke"))));
            if (cut < mark) assertCutOff(came, cut);
            // Between the mark and the last event, the usage may be lost: either is honest, nothing else is.
            else if (!came.end().equals("STOP")) assertCutOff(came, cut);
            else assertWhole(came, cut);
        }
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void an_answer_is_the_same_wherever_its_bytes_are_split(Dialect dialect) {
        byte[] all = bytes(dialect);
        for (int border = 0; border <= all.length; border++)
            assertReported(
                    read(
                            dialect,
                            Source.from(List.of(
                                    ByteString.fromArray(all, 0, border),
                                    ByteString.fromArray(all, border, all.length - border)))),
                    border);
        assertReported(read(dialect, Source.range(0, all.length - 1).map(it -> ByteString.fromArray(all, it, 1))), 1);
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void a_socket_that_closes_or_breaks_tells_the_same_as_the_bytes_it_carried(Dialect dialect) {
        byte[] all = bytes(dialect);
        int mark = mark(dialect);
        try (ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> cuts = IntStream.rangeClosed(0, all.length)
                    .filter(it -> it % 47 == 0 || Math.abs(it - mark) < 3)
                    .mapToObj(it -> CompletableFuture.runAsync(() -> onSocket(dialect, all, it, mark), hands))
                    .toList();
            cuts.forEach(CompletableFuture::join);
        }
    }

    private static void onSocket(Dialect dialect, byte[] all, int cut, int mark) {
        byte[] sent = ByteString.fromArray(all, 0, cut).toArray();
        for (boolean politely : new boolean[] {true, false})
            try (FaultServer server = new FaultServer(line -> {
                line.write(dialect.head());
                line.write(sent);
                if (!politely) line.reset();
            })) {
                Outcome came = Outcome.of(
                        WireModel.door(dialect.wire(SYSTEM), dialect.at(server.base()), SETTINGS, SYSTEM)
                                .apply("tiny")
                                .answer(PROMPT),
                        SYSTEM);
                if (politely && cut >= mark) assertWhole(came, cut);
                else if (cut < mark - marginOf(dialect)) assertThat(came.end()).isIn("cut_off", "unreachable");
                else assertThat(came.end()).isIn("cut_off", "unreachable", "STOP");
            } catch (IOException broken) {
                throw new IllegalStateException(broken);
            }
    }

    private static byte[] bytes(Dialect dialect) {
        return dialect.wired(dialect.answer(TEXTS, Told.ONCE));
    }

    /** Where the event ends that makes the answer whole. */
    private static int mark(Dialect dialect) {
        List<String> events = dialect.answer(TEXTS, Told.ONCE);
        return dialect.wired(events.subList(0, dialect.whole(events))).length;
    }

    /** A last line without its end is a line; an event without its empty line is none. */
    private static int marginOf(Dialect dialect) {
        return dialect.wire(SYSTEM).framing() == Wire.Framing.LINES ? 1 : 0;
    }

    private static Outcome read(Dialect dialect, Source<ByteString, ?> bytes) {
        Failures failures = new Failures(dialect.at(URI.create("http://127.0.0.1:1")), SETTINGS.retryAfter());
        return Outcome.of(bytes.via(new AnswerStage(dialect.wire(SYSTEM), PROMPT, failures, SETTINGS)), SYSTEM);
    }

    private static void assertCutOff(Outcome came, int cut) {
        assertThat(came.end()).as("cut at %d: %s", cut, came).isEqualTo("cut_off");
        assertThat(SAID).as("cut at %d", cut).startsWith(came.text());
    }

    private static void assertWhole(Outcome came, int cut) {
        assertThat(came.end()).as("cut at %d: %s", cut, came).isEqualTo("STOP");
        assertThat(came.text()).as("cut at %d", cut).isEqualTo(SAID);
    }

    private static void assertReported(Outcome came, int border) {
        assertWhole(came, border);
        assertThat(came.usage()).as("split at %d: %s", border, came).satisfies(it -> {
            assertThat(it.estimated()).isFalse();
            assertThat(it.inputTokens()).isEqualTo(Dialect.INPUT);
            assertThat(it.outputTokens()).isEqualTo(Dialect.OUTPUT);
        });
    }
}
