package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What docker/README.md says, done with a real container engine; skipped where there is none. It builds the image, so it
 * needs the base images or a way to them, and port 3000 of this machine: {@code mvn verify -Pcampaigns
 * -Dtest=ContainersCampaignTest -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@Tag("campaign")
class ContainersCampaignTest {
    private static final String API = "http://127.0.0.1:3000/api/v1";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AGENTS =
            "[{\"name\":\"Mira\",\"persona\":\"An inventor.\"},{\"name\":\"Otto\",\"persona\":\"An engineer.\"}]";
    private static final int TURNS = 8;
    private static final String MEMBERS = "exec 3<>/dev/tcp/127.0.0.1/3001"
            + " && printf 'GET /members HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && cat <&3";
    private static final int SIGTERM = 128 + 15;
    private static final int BEFORE_COMING_BACK = 500;

    private final HttpClient client = HttpClient.newHttpClient();
    private String token = "";

    @BeforeEach
    void an_engine_is_there() {
        assumeThat(Containers.possible())
                .as("a container engine that answers `docker info` and `docker compose version`")
                .isTrue();
    }

    @Test
    void one_server_is_nobody_of_rank_writes_to_its_volume_alone_and_stops_when_it_is_told_to()
            throws IOException, InterruptedException {
        try (Containers containers = new Containers("compose.yaml")) {
            containers.up();
            register();

            assertThat(containers.inside("parley", "id -u").said().strip()).isEqualTo("10001");
            assertThat(containers.inside("parley", "touch /data/mine /tmp/mine").code())
                    .isZero();
            assertThat(containers.inside("parley", "touch /parley/theirs").code())
                    .isNotZero();
            assertThat(containers.inside("parley", "grep ' /tmp ' /proc/mounts").said())
                    .startsWith("tmpfs")
                    .doesNotContain("noexec");
            containers.told("stop", "parley");
            assertThat(containers.exitCode("parley")).isEqualTo(SIGTERM);
        }
    }

    @Test
    void a_viewer_misses_nothing_while_each_of_three_servers_is_killed_in_turn()
            throws IOException, InterruptedException {
        try (Containers containers = new Containers("compose.cluster.yaml")) {
            containers.up();
            register();
            for (String server : List.of("one", "two", "three")) {
                String room = "/conversations/while-" + server + "-is-away";
                ask(post(
                        "/conversations",
                        "{\"id\":\"while-%s-is-away\",\"agents\":%s,\"message\":\"Tea?\",\"turns\":%d}"
                                .formatted(server, AGENTS, TURNS)));

                Seen seen = new Seen(room);
                seen.watchUntil("sentence-spoken");
                containers.told("kill", server);
                containers.told("restart", "balancer");
                seen.watchUntil("round-ended");

                assertThat(seen.events())
                        .containsExactlyElementsOf(
                                IntStream.rangeClosed(1, seen.last()).boxed().toList());
                assertThat(ask(get(room + "/verify")).path("holds").asBoolean()).isTrue();
                containers.again();
                assertThat(containers.inside(server, MEMBERS).said())
                        .contains("@one:", "@two:", "@three:")
                        .doesNotContain("\"reachable\":false");
            }
        }
    }

    private void register() throws IOException, InterruptedException {
        token = ask(post(
                        "/auth/register",
                        "{\"email\":\"ada@example.org\",\"password\":\"correct horse battery\",\"name\":\"Ada\"}"))
                .path("token")
                .asText();
        assertThat(token).isNotEmpty();
    }

    private JsonNode ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        return JSON.readTree(response.body());
    }

    private HttpRequest.Builder post(String path, String body) {
        return get(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder get(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(API + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    /** What a viewer of a room has seen, on one line after the other. */
    private final class Seen {
        private final String room;
        private final List<Integer> events = new ArrayList<>();
        private String id = "0.0";

        private Seen(String room) {
            this.room = room;
        }

        /** The numbers of all stored events that came, in the order in which they did. */
        private List<Integer> events() {
            return events;
        }

        private int last() {
            return events.getLast();
        }

        /** Comes back as often as it takes. */
        private void watchUntil(String event) throws InterruptedException {
            while (true) {
                try (Stream<String> lines = client.send(
                                get(room + "/events")
                                        .header("Last-Event-ID", id)
                                        .build(),
                                BodyHandlers.ofLines())
                        .body()) {
                    if (seen(lines.iterator(), event)) return;
                } catch (IOException | UncheckedIOException _) {
                    // It comes back.
                }
                TimeUnit.MILLISECONDS.sleep(BEFORE_COMING_BACK);
            }
        }

        private boolean seen(Iterator<String> lines, String awaited) {
            String coming = "";
            while (lines.hasNext()) {
                String line = lines.next();
                if (line.startsWith("id: ")) coming = line.substring("id: ".length());
                if (!line.startsWith("event: ")) continue;
                String event = line.substring("event: ".length());
                id = coming;
                if (!event.equals("delta")) events.add(Integer.valueOf(id.substring(0, id.indexOf('.'))));
                if (event.equals(awaited)) return true;
            }
            return false;
        }
    }
}
