package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** What compose and the load balancer are told, as far as it can be held against itself without a container engine. */
class ComposeTest {
    private static final Path FOLDER = DeploymentTest.ROOT.resolve("docker");
    private static final String ONE = "compose.yaml";
    private static final String THREE = "compose.cluster.yaml";
    private static final String EXTENSION = "x-";

    /** The words that ours use, by where they stand; another one is added once an engine has understood it. */
    private static final Map<String, Set<String>> WORDS = Map.of(
            "", Set.of("name", "services", "volumes"),
            "service",
                    Set.of(
                            "build",
                            "command",
                            "depends_on",
                            "environment",
                            "healthcheck",
                            "image",
                            "ports",
                            "read_only",
                            "restart",
                            "stop_grace_period",
                            "tmpfs",
                            "volumes"),
            "build", Set.of("context", "dockerfile"),
            "healthcheck", Set.of("test", "interval", "retries"));

    private static final Pattern SERVER = Pattern.compile("server (\\w+):3000 resolve ");

    @ParameterizedTest
    @ValueSource(strings = {ONE, THREE})
    void every_word_is_one_that_compose_knows(String file) throws IOException {
        assertThat(unknown(compose(file))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "services:, service:",
        "stop_grace_period, stop_grace",
        "read_only, readonly",
        "healthcheck, health_check",
        "retries, retry",
        "dockerfile:, docker_file:"
    })
    void a_misspelt_word_is_found(String right, String wrong) throws IOException {
        String text = Files.readString(FOLDER.resolve(THREE));

        assertThat(text).contains(right);
        assertThat(unknown(tree(text.replace(right, wrong)))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {ONE, THREE})
    void everything_that_is_pointed_at_is_there(String file) throws IOException {
        JsonNode whole = compose(file);

        assertThat(whole.path("services")).isNotEmpty();
        for (JsonNode service : whole.path("services")) {
            assertThat(names(whole.path("services"))).containsAll(needed(service.path("depends_on")));
            for (JsonNode volume : service.path("volumes")) {
                String source = volume.asText().substring(0, volume.asText().indexOf(':'));
                if (source.startsWith(".")) assertThat(FOLDER.resolve(source)).exists();
                else assertThat(names(whole.path("volumes"))).contains(source);
            }
            if (!service.has("build")) continue;
            Path context = FOLDER.resolve(service.path("build").path("context").asText());
            assertThat(context.resolve(service.path("build").path("dockerfile").asText()))
                    .exists();
        }
    }

    @Test
    void the_balancer_asks_again_for_the_name_that_each_server_goes_by() throws IOException {
        List<String> servers = new ArrayList<>();
        JsonNode services = compose(THREE).path("services");
        services.properties().forEach(it -> {
            String host = it.getValue().at("/environment/PARLEY_CLUSTER_HOST").asText();
            if (host.isEmpty()) return;
            assertThat(host).isEqualTo(it.getKey());
            servers.add(host);
        });
        String balancer = Files.readString(FOLDER.resolve("nginx.conf"));

        assertThat(servers).hasSize(3);
        assertThat(SERVER.matcher(balancer).results().map(it -> it.group(1))).containsExactlyElementsOf(servers);
        assertThat(services.at("/balancer/ports/0").asText()).endsWith(":3000");
        assertThat(balancer).contains("listen 3000;");
    }

    @ParameterizedTest
    @ValueSource(strings = {ONE, THREE})
    void a_server_can_load_what_its_libraries_unpack(String file) throws IOException {
        assertThat(servers(file)).isNotEmpty().allSatisfy(it -> {
            assertThat(it.path("read_only").asBoolean()).isTrue();
            assertThat(texts(it.path("tmpfs"))).containsExactly("/tmp:exec");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {ONE, THREE})
    void the_database_is_ready_when_it_can_be_reached_and_no_sooner(String file) throws IOException {
        JsonNode database = compose(file).at("/services/postgres");

        assertThat(texts(database.at("/healthcheck/test"))).containsSequence("pg_isready", "-h", "127.0.0.1");
        assertThat(servers(file))
                .allSatisfy(
                        it -> assertThat(it.at("/depends_on/postgres/condition").asText())
                                .isEqualTo("service_healthy"));
    }

    @Test
    void one_server_and_three_share_nothing() throws IOException {
        assertThat(compose(ONE).path("name").asText())
                .isNotEmpty()
                .isNotEqualTo(compose(THREE).path("name").asText());
    }

    private static List<String> unknown(JsonNode whole) {
        List<String> unknown = new ArrayList<>(unknown("", whole));
        for (JsonNode service : whole.path("services")) {
            unknown.addAll(unknown("service", service));
            unknown.addAll(unknown("build", service.path("build")));
            unknown.addAll(unknown("healthcheck", service.path("healthcheck")));
        }
        return unknown;
    }

    private static List<String> unknown(String place, JsonNode told) {
        return names(told).stream()
                .filter(it -> !it.startsWith(EXTENSION))
                .filter(it -> !WORDS.getOrDefault(place, Set.of()).contains(it))
                .toList();
    }

    private static List<JsonNode> servers(String file) throws IOException {
        return StreamSupport.stream(compose(file).path("services").spliterator(), false)
                .filter(it -> it.has("build"))
                .toList();
    }

    private static List<String> needed(JsonNode dependsOn) {
        return dependsOn.isArray() ? texts(dependsOn) : names(dependsOn);
    }

    private static List<String> names(JsonNode of) {
        return of.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static List<String> texts(JsonNode list) {
        Stream<JsonNode> all = StreamSupport.stream(list.spliterator(), false);
        return all.map(JsonNode::asText).toList();
    }

    private static JsonNode compose(String file) throws IOException {
        return tree(Files.readString(FOLDER.resolve(file)));
    }

    /** Jackson alone knows nothing of merged maps. */
    private static JsonNode tree(String text) {
        return new ObjectMapper().valueToTree(new Yaml().load(text));
    }
}
