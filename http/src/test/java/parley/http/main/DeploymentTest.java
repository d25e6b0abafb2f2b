package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import parley.engine.cluster.ClusterSettings;
import parley.engine.cluster.Joining;

/** The files that an operator starts from say nothing that the server does not know. */
class DeploymentTest {
    static final Path ROOT = root();
    private static final Pattern VARIABLE = Pattern.compile("\\b(?:PARLEY|DATABASE)_[A-Z0-9_]+\\b");
    private static final Pattern ROUTE = Pattern.compile("path: (/\\w+), port: management");

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("docker"))
                ? here
                : here.resolve("..").normalize();
    }

    @Test
    void every_variable_that_they_name_is_one_that_the_server_reads() {
        Set<String> known = variables(Stream.of("engine", "persistence", "http")
                .map(it -> ROOT.resolve(it + "/src/main/resources"))
                .toList());
        Set<String> named = variables(List.of(ROOT.resolve("docker"), ROOT.resolve("conf")));

        assertThat(named).hasSizeGreaterThan(10);
        assertThat(known).containsAll(named);
    }

    @Test
    void the_profile_of_a_cluster_is_one_as_soon_as_it_has_its_secrets() {
        Config config = profile("""
            parley.http.jwt-secret = "a secret that all nodes have, of 32 bytes"
            parley.master-key = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
            parley.cluster.shared-folders = on
            """);

        Config whole = Clustered.config(config, ServerSettings.from(config.getConfig("parley")));

        assertThat(ClusterSettings.from(whole).joining()).isEqualTo(new Joining.Table());
        assertThat(whole.getInt("pekko.remote.artery.canonical.port")).isEqualTo(7355);
        assertThat(whole.getBoolean("parley.management.enabled")).isTrue();
    }

    @Test
    void a_pod_of_the_manifests_is_reached_by_its_name() {
        Config config = profile("parley.cluster { join = names, host = \"\", names.pod = parley-1 }");

        ClusterSettings settings = ClusterSettings.from(config);

        assertThat(settings.host()).isEqualTo("parley-1.parley-nodes");
        assertThat(read(ROOT.resolve("docker/kubernetes/parley.yaml")))
                .contains("name: parley-nodes", "containerPort: " + settings.port());
    }

    @Test
    void probes_ask_what_the_server_answers() {
        String manifests = read(ROOT.resolve("docker/kubernetes/parley.yaml"));

        assertThat(ROUTE.matcher(manifests).results().map(it -> it.group(1)).distinct())
                .containsExactlyInAnyOrder("/alive", "/ready");
    }

    private static Config profile(String environment) {
        return ConfigFactory.parseString(environment)
                .withFallback(Configuration.load(ROOT.resolve("conf/cluster.conf")))
                .resolve();
    }

    private static Set<String> variables(List<Path> places) {
        return places.stream()
                .flatMap(DeploymentTest::files)
                .flatMap(it -> VARIABLE.matcher(read(it)).results())
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(Files::isRegularFile)
                    .filter(it -> !it.toString().contains("/web/"))
                    .filter(it -> it.toString().matches(".*(\\.conf|\\.yaml|Dockerfile|\\.md)"))
                    .toList()
                    .stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
