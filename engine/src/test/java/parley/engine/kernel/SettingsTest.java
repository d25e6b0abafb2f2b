package parley.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import parley.engine.agent.AgentSettings;
import parley.engine.ledger.LedgerSettings;
import parley.engine.user.SessionRules;
import parley.engine.user.UserSettings;

/** Every settings record can be read from the defaults, and the defaults that must win over Pekko's do. */
class SettingsTest {
    private static final Config DEFAULTS = ConfigFactory.load();

    @Test
    void every_room_finds_its_settings_in_the_defaults() {
        EntitySettings entity = EntitySettings.from(DEFAULTS.getConfig("parley.entity"));
        assertThat(AgentSettings.from(DEFAULTS.getConfig("parley.agent")).entity())
                .isEqualTo(entity);
        assertThat(UserSettings.from(DEFAULTS.getConfig("parley.user")))
                .isEqualTo(new UserSettings(
                        entity,
                        Duration.ofMinutes(1),
                        10_000,
                        new UserSettings.Hashing(19 * 1024, 2, 4),
                        new SessionRules(20, Duration.ofDays(30), Duration.ofDays(180), Duration.ofSeconds(10)),
                        new UserSettings.Resetting(Duration.ofMinutes(30), Duration.ofMinutes(1))));
        assertThat(LedgerSettings.from(DEFAULTS.getConfig("parley.ledger")))
                .isEqualTo(new LedgerSettings(entity, 10_000, Duration.ofSeconds(10)));
    }

    @Test
    void no_room_is_put_out_in_mid_turn_and_no_split_goes_unresolved() {
        Config pekko = DEFAULTS.getConfig("pekko");
        assertThat(pekko.getString("actor.provider")).isEqualTo("cluster");
        assertThat(pekko.getString("cluster.sharding.passivation.strategy")).isEqualTo("none");
        assertThat(pekko.getBoolean("cluster.sharding.remember-entities")).isFalse();
        assertThat(pekko.getString("cluster.downing-provider-class")).endsWith("SplitBrainResolverProvider");
        assertThat(pekko.getBoolean("actor.allow-java-serialization")).isFalse();
        assertThat(pekko.getInt("actor.default-dispatcher.fork-join-executor.minimum-runnable"))
                .isEqualTo(-1);
        assertThat(pekko.getString("remote.artery.canonical.hostname")).isEqualTo("127.0.0.1");
    }
}
