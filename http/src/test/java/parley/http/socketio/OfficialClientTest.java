package parley.http.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The {@code socket.io-client} of npm against our server. */
class OfficialClientTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"polling|polling", "websocket|websocket", "polling,websocket|websocket"})
    void talks_over_every_transport(String transports, String then) throws IOException, InterruptedException {
        assumeTrue(NodeClients.found(), "skipped: no Node with socket.io-client found; .ci/run installs it");
        try (EchoServer server = new EchoServer(EchoServer.SETTINGS)) {
            // when
            List<String> heard = run(server, transports);

            // then
            assertThat(heard)
                    .containsSubsequence(
                            "[\"transport\",\"" + then + "\"]",
                            "[\"acknowledged\"]",
                            "[\"echo\",{\"arguments\":[{\"a\":\"ü😀\"}],\"name\":\"hello\"}]",
                            "[\"counted\",true]",
                            "[\"disconnect\",\"io server disconnect\"]");
            assertThat(server.seen).contains("came mine", "said hello", "said count", "said go");
            server.await(() -> server.seen.contains("went"));
        }
    }

    private static List<String> run(EchoServer server, String transports) throws IOException, InterruptedException {
        Path script = Files.createTempFile("client", ".mjs");
        try (var source = OfficialClientTest.class.getResourceAsStream("/socketio/client.mjs")) {
            Files.write(script, source.readAllBytes());
            Process node = new ProcessBuilder(NodeClients.command(
                            script, "socket.io-client", "http://127.0.0.1:" + server.port(), transports))
                    .redirectErrorStream(true)
                    .start();
            List<String> heard = new ArrayList<>();
            try (var lines = node.inputReader()) {
                lines.lines().forEach(heard::add);
            }
            assertThat(node.waitFor()).as("%s", heard).isZero();
            return heard;
        } finally {
            Files.delete(script);
        }
    }
}
