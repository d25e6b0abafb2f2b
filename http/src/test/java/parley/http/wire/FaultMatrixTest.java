package parley.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ServerSocketFactory;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import parley.engine.llm.ChatModel;
import parley.engine.llm.Prompt;
import parley.http.provider.PlainSystem;

/** Every fault against every family of providers, over sockets: the class that it is told as, what was said, what was used. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultMatrixTest {
    private static final ActorSystem SYSTEM = PlainSystem.named("matrix");
    private static final Prompt PROMPT =
            new Prompt("You are Ada.", List.of(new Prompt.Line(false, "Bob", "Hi")), "Ada", "", 99, 7);
    /** What the kernel keeps for a socket on both sides is some megabytes; the rest must stay where it is. */
    private static final long MOST_WRITTEN = 24L << 20;

    private final FaultTable table = new FaultTable();
    private final FaultServer elsewhere = new FaultServer(line -> line.write("HTTP/1.1 200 OK\r\n\r\n"));
    private final Map<String, Fault> faults = Stream.concat(Faults.inside(), Refusals.all(elsewhere.base()))
            .collect(Collectors.toMap(Fault::name, it -> it));
    private final ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor();

    FaultMatrixTest() throws IOException {}

    @AfterAll
    void close() throws IOException {
        elsewhere.close();
        hands.close();
        TestKit.shutdownActorSystem(SYSTEM);
    }

    List<String> faults() {
        return table.faults().stream().filter(faults::containsKey).toList();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void each_fault_is_told_as_what_it_is_in_every_dialect(String fault) {
        Fault played = Objects.requireNonNull(faults.get(fault));
        assertThat(wrong(table.row(fault), it -> outcome(it, played))).isEmpty();
    }

    @Test
    void the_table_and_the_faults_are_the_same() {
        assertThat(table.faults())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                faults.keySet().stream(),
                                Stream.of(
                                        "nobody listens",
                                        "certificate that nobody vouches for",
                                        "no TLS where TLS is spoken"))
                        .toList());
    }

    @Test
    void nobody_who_listens_is_unreachable() throws IOException {
        URI gone;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            gone = URI.create("http://127.0.0.1:" + closed.getLocalPort());
        }
        assertThat(wrong(table.row("nobody listens"), it -> outcome(it, gone, settings())))
                .isEmpty();
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_unreachable_and_takes_no_key(@TempDir Path folder) throws Exception {
        ServerSocketFactory cloaked = SelfSigned.sockets(folder);
        assertThat(wrong(table.row("certificate that nobody vouches for"), it -> {
                    try (FaultServer server = new FaultServer(cloaked, line -> line.write(it.head()))) {
                        Outcome came = outcome(it, secure(server), settings());
                        assertThat(server.requests()).isEmpty();
                        return came;
                    } catch (IOException broken) {
                        throw new IllegalStateException(broken);
                    }
                }))
                .isEmpty();
    }

    @Test
    void a_server_without_tls_where_tls_is_spoken_is_unreachable() {
        assertThat(wrong(table.row("no TLS where TLS is spoken"), it -> {
                    try (FaultServer server = FaultServer.greeting("HTTP/1.1 400 Bad Request\r\n\r\n")) {
                        return outcome(it, secure(server), settings());
                    } catch (IOException broken) {
                        throw new IllegalStateException(broken);
                    }
                }))
                .isEmpty();
    }

    private static URI secure(FaultServer server) {
        return URI.create("https://localhost:" + server.port());
    }

    private static WireSettings settings() {
        return new Fault("", Fault.Patience.ENDLESS, _ -> _ -> {}).settings();
    }

    /** What is wrong, of all dialects side by side. */
    private List<String> wrong(FaultTable.Row row, Function<Dialect, Outcome> played) {
        List<CompletableFuture<String>> cells = Dialects.ALL.stream()
                .filter(row::concerns)
                .map(it -> CompletableFuture.supplyAsync(() -> row.wrong(it, played.apply(it)), hands))
                .toList();
        return cells.stream()
                .map(CompletableFuture::join)
                .filter(it -> !it.isEmpty())
                .toList();
    }

    private Outcome outcome(Dialect dialect, Fault fault) {
        try (FaultServer server = new FaultServer(fault.script().apply(dialect))) {
            Outcome came = outcome(dialect, server.base(), fault.settings());
            assertThat(server.written()).as("bytes that the client took").isLessThan(MOST_WRITTEN);
            assertThat(elsewhere.requests()).as("redirects that were followed").isEmpty();
            return came;
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static Outcome outcome(Dialect dialect, URI server, WireSettings settings) {
        ChatModel model = WireModel.door(dialect.wire(SYSTEM), dialect.at(server), settings, SYSTEM)
                .apply("tiny");
        return Outcome.of(model.answer(PROMPT), SYSTEM);
    }
}
