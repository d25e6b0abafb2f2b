package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files in conf: they say nothing that no server knows, and the environment stands above all that they say. */
class ProfilesTest {
    /** Lists come from the environment in a setting of their own, or not at all. */
    private static final Map<String, String> ELSEWHERE = Map.of("parley.http.cors-origins", "parley.http.cors-origin");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"embedded", "postgres", "cluster"})
    void every_setting_is_one_that_the_server_knows_also_those_that_are_only_suggested(String profile)
            throws IOException {
        Config known = ConfigFactory.parseResources("application.conf")
                .withFallback(ConfigFactory.defaultReferenceUnresolved())
                .resolve();

        assertThat(keys(uncommented(profile)))
                .hasSizeGreaterThan(4)
                .allSatisfy(it -> assertThat(known.hasPathOrNull(it)).as(it).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"embedded", "postgres", "cluster"})
    void the_environment_stands_above_every_setting_that_is_made(String profile) throws IOException {
        String environment = Files.readString(DeploymentTest.ROOT.resolve("http/src/main/resources/environment.conf"));
        Set<String> above = environment
                .lines()
                .filter(it -> it.contains(" = ${?"))
                .map(it -> it.substring(0, it.indexOf(" = ")))
                .collect(Collectors.toSet());
        above.add("parley.http.cors-origin");

        assertThat(keys(parsed(Files.readString(file(profile)))).stream().map(it -> ELSEWHERE.getOrDefault(it, it)))
                .allSatisfy(it -> assertThat(above).contains(it));
    }

    @ParameterizedTest
    @ValueSource(strings = {"embedded", "postgres", "cluster"})
    void a_server_reads_it(String profile) {
        Config config = Configuration.load(file(profile), Map.of(), folder);

        ServerSettings settings = ServerSettings.from(config.getConfig("parley"));

        assertThat(settings.port()).isEqualTo(3000);
        assertThat(config.getString("parley.database.url"))
                .startsWith(profile.equals("embedded") ? "jdbc:h2:" : "jdbc:postgresql:");
    }

    private static Path file(String profile) {
        return DeploymentTest.ROOT.resolve("conf/" + profile + ".conf");
    }

    private static Set<String> keys(Config config) {
        return config.entrySet().stream().map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
    }

    /** With what stands behind a comment sign and looks like a setting. */
    private static Config uncommented(String profile) throws IOException {
        List<String> lines = Files.readAllLines(file(profile));
        return parsed(lines.stream()
                .map(it -> it.replaceFirst("^(\\s*)# ( *(?:[a-z][a-z.-]* (?:=|\\{)|}).*)$", "$1$2"))
                .collect(Collectors.joining("\n")));
    }

    private static Config parsed(String text) {
        return ConfigFactory.parseString(text);
    }
}
