package parley.http.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import parley.engine.kernel.Refusal;

class SignedLinksTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private static SignedLinks at(Instant now, String secret) {
        return new SignedLinks(TokenSecret.configured(secret.repeat(32)), Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void open_what_they_name_until_their_time_is_over() {
        String link = at(NOON, "a").signed(NOON.plusSeconds(60), "ada", "file-1");

        assertThat(at(NOON.plusSeconds(59), "a").opened(link)).containsExactly("ada", "file-1");
        assertThatThrownBy(() -> at(NOON.plusSeconds(60), "a").opened(link))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("GONE");
    }

    @Test
    void open_nothing_where_a_letter_of_them_was_changed_or_another_server_made_them() {
        String link = at(NOON, "a").signed(NOON.plusSeconds(60), "ada", "file-1");

        assertThatThrownBy(() -> at(NOON, "b").opened(link)).isInstanceOf(Refusal.class);
        for (int place = 0; place < link.length() - 1; place++) {
            char other = link.charAt(place) == 'A' ? 'B' : 'A';
            String changed = link.substring(0, place) + other + link.substring(place + 1);
            assertThatThrownBy(() -> at(NOON, "a").opened(changed)).as(changed).isInstanceOf(Refusal.class);
        }
        for (String strange : new String[] {"", ".", "a.b.c", "%.%", "x".repeat(5000)})
            assertThatThrownBy(() -> at(NOON, "a").opened(strange)).isInstanceOf(Refusal.class);
    }
}
