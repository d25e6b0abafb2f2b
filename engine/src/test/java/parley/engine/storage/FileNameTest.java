package parley.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.engine.kernel.Refusal;

class FileNameTest {
    @ParameterizedTest
    @CsvSource({
        "plan.pdf, plan.pdf",
        "../../etc/passwd, passwd",
        "'C:\\Users\\ada\\CON.txt', CON.txt",
        "e\u0301te\u0301.txt, \u00e9t\u00e9.txt",
        "\u8a08\u756b\ud83c\udf75.md, \u8a08\u756b\ud83c\udf75.md",
        "' a b.txt ', a b.txt",
    })
    void is_the_last_part_of_what_a_client_calls_its_file(String given, String name) {
        assertThat(FileName.of(given).value()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "..",
                "a/..",
                "folder/",
                "a\u0000.txt",
                "a\r\nSet-Cookie: x",
                "gpj.\u202Eexe",
                "a\ud83c.txt",
                "\u2028",
            })
    void is_nothing_that_cannot_be_shown_or_saved(String given) {
        assertThatThrownBy(() -> FileName.of(given)).isInstanceOf(Refusal.class);
    }

    @Test
    void is_no_longer_than_file_systems_allow() {
        assertThat(FileName.of("a".repeat(255)).value()).hasSize(255);
        assertThatThrownBy(() -> FileName.of("a".repeat(256))).isInstanceOf(Refusal.class);
    }
}
