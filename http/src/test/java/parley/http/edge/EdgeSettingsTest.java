package parley.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;

class EdgeSettingsTest {
    private static EdgeSettings with(String more) {
        return EdgeSettings.from(ConfigFactory.parseString(more)
                .withFallback(ConfigFactory.load())
                .getConfig("parley.http"));
    }

    @Test
    void pages_that_may_call_are_told_in_a_list_in_a_text_or_by_the_frontend() {
        String more = "parley.http { cors-origins = [\"https://a.example\"], cors-origin = \"https://b.example, "
                + "https://a.example\", social.frontend = \"https://c.example:8443/app/\" }";
        assertThat(with(more).origins())
                .containsExactly("https://a.example", "https://b.example", "https://c.example:8443");
    }

    @Test
    void no_page_may_call_unless_somebody_says_so() {
        assertThat(with("").origins()).isEmpty();
    }
}
