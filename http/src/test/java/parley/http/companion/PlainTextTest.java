package parley.http.companion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {
    @Test
    void keeps_tabs_line_ends_and_all_that_is_seen() {
        assertThat(PlainText.of("a\tb\r\nc \ud83d\ude00 <i>\u2028")).isEqualTo("a\tb\r\nc \ud83d\ude00 <i>\u2028");
    }

    @Test
    void strips_what_steers() {
        assertThat(PlainText.of("\u0000a\u0007b\u001b[0m\u007f\u0085c")).isEqualTo("ab[0mc");
    }

    @Test
    void puts_together_what_is_cut_between_two_pieces() {
        PlainText plain = new PlainText();
        assertThat(plain.add("a\ud83d")).isEqualTo("a");
        assertThat(plain.add("\ude00b")).isEqualTo("\ud83d\ude00b");
        assertThat(plain.rest()).isEmpty();
    }

    @Test
    void half_a_character_becomes_a_sign_for_it() {
        PlainText plain = new PlainText();
        assertThat(plain.add("\ude00a\ud83d")).isEqualTo("\ufffda");
        assertThat(plain.add("b")).isEqualTo("\ufffdb");
        assertThat(PlainText.of("c\ud83d")).isEqualTo("c\ufffd");
        assertThat(PlainText.of("\ud83d\ud83d\ude00")).isEqualTo("\ufffd\ud83d\ude00");
    }
}
