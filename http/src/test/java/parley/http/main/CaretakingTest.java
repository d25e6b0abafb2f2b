package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.http.api.Client;

class CaretakingTest {
    @TempDir
    Path ground;

    @Test
    void probes_hear_how_a_server_stands_from_its_start_to_its_end() throws IOException {
        int port = freePort();
        Client probe = new Client(port, "");
        try (Server server = server("one", port)) {
            Client visitor = new Client(server.address().getPort(), "");

            assertThat(probe.get("/alive").status()).isEqualTo(200);
            assertThat(probe.get("/ready").status()).isEqualTo(200);
            assertThat(probe.get("/members").json().path("members"))
                    .singleElement()
                    .satisfies(it -> {
                        assertThat(it.path("status").asText()).isEqualTo("Up");
                        assertThat(it.path("leader").asBoolean()).isTrue();
                    });

            CoordinatedShutdown.get(server.system()).runAll(CoordinatedShutdown.unknownReason());

            assertThat(Eventually.becomes(() -> probe.get("/ready").status() == 503))
                    .isTrue();
            assertThat(probe.get("/ready").body()).contains("LEAVING");
            assertThat(visitor.get("/health").status()).isEqualTo(503);
            assertThat(visitor.get("/api/v1/models").status())
                    .as("visitors are still taken")
                    .isNotEqualTo(503);
        }
    }

    @Test
    void a_port_that_is_taken_is_told() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> server("two", taken.getLocalPort()))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("PARLEY_MANAGEMENT_PORT");
        }
    }

    private Server server(String name, int port) throws IOException {
        String settings = "parley.management { enabled = on, port = %d, drain-notice = 3 s }".formatted(port);
        return Server.start(ConfigFactory.parseString(settings).withFallback(new Premises(ground, name).config()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
