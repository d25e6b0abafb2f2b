package parley.engine.safe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Secret;

/** Keys on the way back are sealed as the Python server sealed them. */
class FernetWritingTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"a passphrase", "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4="})
    void what_is_written_is_read_with_the_same_key_and_with_no_other(String masterKey) {
        FernetKeys keys = FernetKeys.of(new Secret(masterKey));
        for (String key : new String[] {"~k", "sk-0123456789abcdef", "ключ"}) {
            String stored = keys.write(new Secret(key), new byte[16], NOON);
            assertThat(stored).doesNotContain(key);
            assertThat(keys.read(stored).map(Secret::reveal)).isEqualTo(Optional.of(key));
            FernetKeys other = FernetKeys.of(new Secret(masterKey + "x"));
            assertThatThrownBy(() -> other.read(stored)).isInstanceOf(Refusal.class);
        }
    }

    /** The example of the Fernet specification: this key, text, time and initialisation vector make this token. */
    @Test
    void writes_the_token_that_the_specification_gives() {
        byte[] fresh = new byte[16];
        for (int at = 0; at < fresh.length; at++) fresh[at] = (byte) at;
        String stored = FernetKeys.of(new Secret("cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4="))
                .write(new Secret("hello"), fresh, Instant.parse("1985-10-26T08:20:00Z"));
        assertThat(new String(
                        java.util.Base64.getUrlDecoder().decode(stored), java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo(
                        "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==");
    }
}
