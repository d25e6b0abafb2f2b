package parley.engine.safe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Secret;

class SafeTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String CANARY = "sk-canary-0123456789";
    private static final String ONE = MasterKey.fresh(RANDOM).text();
    private static final String TWO = MasterKey.fresh(RANDOM).text();

    private final Safe safe = new Safe(MasterKeys.configured(ONE));

    @Test
    void opens_what_it_has_sealed_and_never_seals_twice_alike() {
        Set<String> texts = new HashSet<>();
        for (int n = 0; n < 20; n++) {
            Sealed sealed = safe.seal(new Secret(CANARY), "here");
            assertThat(safe.open(sealed, "here").reveal()).isEqualTo(CANARY);
            assertThat(sealed.key()).isEqualTo(safe.current());
            texts.add(sealed.text());
        }
        assertThat(texts).hasSize(20);
    }

    @Test
    void opens_nothing_that_belongs_elsewhere() {
        Sealed sealed = safe.seal(new Secret(CANARY), "connection|ada|one");
        assertThatThrownBy(() -> safe.open(sealed, "connection|eve|one"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("it is not what was sealed")
                .hasNoCause();
    }

    @Test
    void opens_nothing_that_was_tampered_with_anywhere() {
        Sealed sealed = safe.seal(new Secret(CANARY), "here");
        byte[] bytes = Base64.getDecoder().decode(sealed.text());
        for (int at = 0; at < bytes.length; at++) {
            byte[] other = bytes.clone();
            other[at] ^= 1;
            Sealed spoiled = new Sealed(sealed.key(), Base64.getEncoder().encodeToString(other));
            assertThatThrownBy(() -> safe.open(spoiled, "here")).isInstanceOf(Refusal.class);
        }
        assertThatThrownBy(() -> safe.open(new Sealed(sealed.key(), "no base64!"), "here"))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> safe.open(new Sealed(sealed.key(), ""), "here"))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void names_the_master_key_that_is_not_here() {
        Sealed sealed = safe.seal(new Secret(CANARY), "here");
        Safe other = new Safe(MasterKeys.configured(TWO));
        assertThatThrownBy(() -> other.open(sealed, "here"))
                .hasMessageContaining("master key " + sealed.key() + " is not here");
    }

    @Test
    void of_several_configured_keys_the_first_seals_and_all_open() {
        Sealed sealed = safe.seal(new Secret(CANARY), "here");
        Safe both = new Safe(MasterKeys.configured(TWO + ", " + ONE));
        assertThat(both.open(sealed, "here").reveal()).isEqualTo(CANARY);
        assertThat(both.seal(new Secret(CANARY), "here").key())
                .isEqualTo(MasterKeys.configured(TWO).current());
    }

    @Test
    void a_key_of_the_wrong_length_is_refused_without_being_told() {
        for (String bad : new String[] {"", "short", Base64.getEncoder().encodeToString(new byte[31]), "?" + ONE})
            assertThatThrownBy(() -> MasterKeys.configured(bad))
                    .hasMessageContaining("a master key is 32 bytes in Base64")
                    .hasNoCause();
    }

    @Test
    void makes_a_key_on_the_first_start_that_nobody_else_may_read(@TempDir Path directory) throws Exception {
        MasterKeys made = MasterKeys.keptIn(directory.resolve("data"), RANDOM);
        Path file = directory.resolve("data").resolve("master.keys");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(MasterKeys.keptIn(directory.resolve("data"), RANDOM).ids()).isEqualTo(made.ids());
        try (var files = Files.list(directory.resolve("data"))) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void a_renewed_key_seals_and_the_old_one_still_opens(@TempDir Path directory) throws Exception {
        MasterKeys old = MasterKeys.keptIn(directory, RANDOM);
        Sealed sealed = new Safe(old).seal(new Secret(CANARY), "here");

        MasterKeys renewed = MasterKeys.renewedIn(directory, RANDOM);

        assertThat(renewed.ids()).hasSize(2).startsWith(old.current());
        assertThat(MasterKeys.keptIn(directory, RANDOM).current()).isEqualTo(renewed.current());
        assertThat(new Safe(renewed).open(sealed, "here").reveal()).isEqualTo(CANARY);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("master.keys"))))
                .isEqualTo("rw-------");
    }

    @Test
    void a_file_that_holds_something_else_is_told_and_not_replaced(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("master.keys"), CANARY + "\n");
        assertThatThrownBy(() -> MasterKeys.keptIn(directory, RANDOM))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("master.keys")
                .hasMessageNotContaining(CANARY);
        assertThat(Files.readString(file)).isEqualTo(CANARY + "\n");
    }

    @Test
    void prints_nothing_that_is_secret() {
        MasterKeys keys = MasterKeys.configured(ONE);
        Sealed sealed = safe.seal(new Secret(CANARY), "here");
        assertThat(keys.toString() + keys.sealing() + sealed + new Secret(CANARY))
                .doesNotContain(ONE, CANARY, sealed.text());
    }
}
