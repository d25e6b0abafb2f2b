package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever judges a format is judged first. */
class ExpositionTest {
    @Test
    void reads_what_is_well_formed() {
        Exposition page = new Exposition("""
            # HELP tea_total Cups, \\\\ and \\n all
            # TYPE tea_total counter
            tea_total{kind="gr\\"een",} 2.0
            tea_total{kind="black"} 3
            # TYPE wait_seconds histogram
            wait_seconds_bucket{le="0.1"} 1
            wait_seconds_bucket{le="+Inf"} 2
            wait_seconds_sum 1.5e-3
            wait_seconds_count 2
            """);

        assertThat(page.value("tea_total")).isEqualTo(5);
        assertThat(page.value("tea_total", "kind=black")).isEqualTo(3);
        assertThat(page.sum("tea_total", "kind=white")).isEmpty();
        assertThat(page.size()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tea_total 1\n",
                "# TYPE tea counter\ntea 1",
                "# TYPE tea counter\n# TYPE milk counter\nmilk 1\n# TYPE tea gauge\ntea 1\n",
                "# TYPE tea counter\ntea 1\ntea 1\n",
                "# TYPE tea counter\ntea{kind=\"a\"b\"} 1\n",
                "# TYPE tea counter\ntea{kind=\"a\" milk=\"b\"} 1\n",
                "# TYPE tea counter\ntea-pot 1\n",
                "# TYPE tea counter\ntea one\n",
                "# TYPE tea drink\ntea 1\n",
                "# TYPE tea counter\nmilk 1\n",
                "# tea\n",
                "# TYPE w histogram\nw_bucket{le=\"1\"} 3\nw_bucket{le=\"+Inf\"} 2\nw_sum 1\nw_count 2\n",
                "# TYPE w histogram\nw_bucket{le=\"1\"} 1\nw_sum 1\nw_count 1\n",
                "# TYPE w histogram\nw_bucket{le=\"+Inf\"} 1\nw_sum 1\nw_count 2\n"
            })
    void bears_nothing_else(String page) {
        assertThatThrownBy(() -> new Exposition(page)).isInstanceOf(IllegalArgumentException.class);
    }
}
