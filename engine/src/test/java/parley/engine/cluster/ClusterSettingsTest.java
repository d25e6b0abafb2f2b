package parley.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.engine.kernel.Refusal;

class ClusterSettingsTest {
    @Test
    void a_server_that_nobody_configured_is_alone_on_loopback() {
        Config whole = config("");

        ClusterSettings settings = ClusterSettings.from(whole);

        assertThat(settings.joining()).isEqualTo(new Joining.Alone());
        assertThat(settings.over(whole).getString("pekko.remote.artery.canonical.hostname"))
                .isEqualTo("127.0.0.1");
        assertThat(settings.over(whole).getInt("pekko.remote.artery.canonical.port"))
                .isZero();
    }

    @Test
    void seeds_are_read_with_the_usual_port_where_they_name_none() {
        ClusterSettings settings =
                settings("join = seeds, host = 10.0.0.1, port = 7355, seeds = \"10.0.0.1:7300, [fd00::2]:7301,b\"");

        assertThat(settings.joining())
                .isEqualTo(new Joining.Seeds(
                        List.of(new Place("10.0.0.1", 7300), new Place("[fd00::2]", 7301), new Place("b", 7355))));
    }

    @Test
    void pods_of_a_stateful_set_look_for_the_first_of_them_and_say_their_own_name() {
        Config whole = config("join = names, port = 7355, names { pod = parley-4, service = nodes, seeds = 2 }");

        ClusterSettings settings = ClusterSettings.from(whole);

        assertThat(settings.joining())
                .isEqualTo(new Joining.Seeds(
                        List.of(new Place("parley-0.nodes", 7355), new Place("parley-1.nodes", 7355))));
        assertThat(settings.over(whole).getString("pekko.remote.artery.canonical.hostname"))
                .isEqualTo("parley-4.nodes");
    }

    @Test
    void what_cannot_be_a_cluster_is_refused_in_words() {
        refuses("join = sideways", "alone, seeds, names or table");
        refuses("join = seeds, port = 7355", "PARLEY_CLUSTER_SEEDS");
        refuses("join = seeds, port = 7355, seeds = \"a:b\"", "\"a:b\" is not host:port");
        refuses("join = table", "PARLEY_CLUSTER_PORT");
        refuses("join = names, port = 7355, names.pod = laptop", "PARLEY_CLUSTER_POD");
        refuses("table { beat = 2s, stale = 3s }", "twice");
    }

    @Test
    void a_node_that_only_its_machine_can_reach_is_no_member_of_a_cluster_elsewhere() {
        assertThatThrownBy(() -> settings("join = seeds, port = 7355, seeds = \"10.0.0.1,10.0.0.2\"")
                        .check())
                .hasMessageContaining("PARLEY_CLUSTER_HOST");
        assertThatThrownBy(() -> settings("join = seeds, host = 10.0.0.1, port = 7355, seeds = \"127.0.0.1,10.0.0.2\"")
                        .check())
                .hasMessageContaining("loopback");
        assertThatCode(() -> settings("join = seeds, port = 7355, seeds = \"127.0.0.1,127.0.0.1:7356\"")
                        .check())
                .doesNotThrowAnyException();
    }

    private static void refuses(String lines, String words) {
        assertThatThrownBy(() -> settings(lines)).isInstanceOf(Refusal.class).hasMessageContaining(words);
    }

    private static ClusterSettings settings(String lines) {
        return ClusterSettings.from(config(lines));
    }

    private static Config config(String lines) {
        return ConfigFactory.parseString("parley.cluster { names.pod = \"\", " + lines + " }")
                .withFallback(ConfigFactory.load());
    }
}
