package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path directory;

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("operator.conf"), text);
    }

    @Test
    void puts_our_defaults_above_those_of_the_libraries() {
        Config config = Configuration.load(null);

        assertThat(config.getInt("pekko.http.server.max-connections")).isEqualTo(20_000);
        assertThat(config.getString("pekko.actor.provider")).isEqualTo("cluster");
        assertThat(config.getString("pekko.persistence.journal.plugin")).isEqualTo("jdbc-journal");
        assertThat(config.getString("pekko.persistence.snapshot-store.plugin")).isEqualTo("jdbc-snapshot-store");
        assertThat(config.getString("jdbc-journal.dao")).startsWith("parley.");
        assertThat(config.getString("pekko.cluster.downing-provider-class")).endsWith("SplitBrainResolverProvider");
    }

    @Test
    void puts_the_operators_file_above_our_defaults() throws IOException {
        Config config = Configuration.load(file("parley { data = \"/srv/parley\", http.port = 8080 }"));

        assertThat(config.getInt("parley.http.port")).isEqualTo(8080);
        assertThat(config.getString("parley.database.url")).isEqualTo("jdbc:h2:file:/srv/parley/parley");
    }

    @ParameterizedTest
    @ValueSource(strings = {"embedded.conf", "postgres.conf"})
    void reads_the_files_that_lie_ready_for_operators(String name) {
        Config config =
                Configuration.load(Checkout.ROOT.resolve("conf").resolve(name)).getConfig("parley");

        assertThat(ServerSettings.from(config).port()).isEqualTo(3000);
    }

    @Test
    void tells_what_is_wrong_with_a_file() throws IOException {
        Path broken = file("parley {");

        assertThatThrownBy(() -> Configuration.load(broken))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("the configuration cannot be read");
        assertThatThrownBy(() -> Configuration.load(directory.resolve("nothing.conf")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("there is no configuration file");
    }
}
