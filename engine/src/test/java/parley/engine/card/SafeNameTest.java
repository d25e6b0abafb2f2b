package parley.engine.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of files that are made of names of characters. */
final class SafeNameTest {
    @ParameterizedTest
    @CsvSource({
        "Mira,Mira",
        "Zoë 龍,Zoë 龍",
        "../../etc/passwd,etc passwd",
        "C:\\Windows,C Windows",
        "CON,_CON",
        "com1.tar,_com1.tar",
        "nul ,_nul",
        "console,console",
        "...,character",
        "'',character",
        "a\u202Egnp.exe,agnp.exe",
        "<img src=x onerror=alert(1)>,img src=x onerror=alert(1)",
        ".hidden.,hidden",
        "-rf,rf",
    })
    void are_safe(String name, String expected) {
        assertThat(SafeName.of(name)).isEqualTo(expected);
    }

    @Test
    void hold_no_line_breaks_or_zeros() {
        assertThat(SafeName.of("a\r\nINFO forged\u0000b\u2028c")).isEqualTo("a INFO forged b c");
    }

    @Test
    void are_cut_between_whole_characters() {
        String family = "👩‍👩‍👧‍👦";

        String name = SafeName.of(family.repeat(50));

        assertThat(name.getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThanOrEqualTo(120)
                .hasSizeGreaterThan(80);
        assertThat(name.replace(family, "")).isEmpty();
        assertThat(SafeName.of("x".repeat(100_000))).hasSize(120);
    }
}
