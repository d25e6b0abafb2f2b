package parley.http.companion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuestSettingsTest {
    private static GuestSettings settings(String guests, String environment, String host) {
        Config config = ConfigFactory.parseString(
                "guests = \"" + guests + "\", guest-credits { below = 1, give = 2, a-day = 3 }");
        return GuestSettings.from(config, environment, host);
    }

    @ParameterizedTest
    @CsvSource({
        "auto, development, 127.0.0.1, true",
        "auto, development, localhost, true",
        "auto, development, ::1, true",
        "auto, development, 0.0.0.0, false",
        "auto, development, 192.168.1.5, false",
        "auto, production, 127.0.0.1, false",
        "on, production, 0.0.0.0, true",
        "off, development, 127.0.0.1, false"
    })
    void lets_guests_in_by_itself_only_where_nobody_else_can_come(
            String guests, String environment, String host, boolean welcome) {
        assertThat(settings(guests, environment, host).welcome()).isEqualTo(welcome);
    }

    @Test
    void knows_guests_by_the_name_that_they_call_only_where_it_decided_by_itself() {
        assertThat(settings("auto", "development", "127.0.0.1").hereOnly()).isTrue();
        assertThat(settings("on", "development", "127.0.0.1").hereOnly()).isFalse();
        assertThat(settings("off", "development", "127.0.0.1").byName()).isFalse();
        assertThat(settings("auto", "production", "0.0.0.0").byName()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "app.localhost", "127.0.0.1", "127.9.9.9", "[::1]", "::1"})
    void knows_the_names_of_its_own_machine(String host) {
        assertThat(Loopback.is(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost.example.com", "127.0.0.1.example.com", "10.0.0.1", "1127.0.0.1", "0.0.0.0"})
    void takes_no_other_name_for_one(String host) {
        assertThat(Loopback.is(host)).isFalse();
    }

    @Test
    void refuses_what_is_neither() {
        assertThatThrownBy(() -> settings("maybe", "development", "localhost"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("auto, on or off");
    }
}
