package parley.engine.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Secret;

class PasswordsTest {
    private static final UserSettings.Hashing CHEAP = new UserSettings.Hashing(64, 1, 2);
    private final Passwords passwords = new Passwords(CHEAP, new SecureRandom());

    @Test
    void knows_the_right_password_from_a_wrong_one() {
        PasswordHash hash = hash("correct horse – ça va 🐎");
        assertThat(hash.encoded()).startsWith("$argon2id$v=19$m=64,t=1,p=1$").doesNotContain("horse");
        assertThat(matches("correct horse – ça va 🐎", hash)).isTrue();
        assertThat(matches("correct horse – ça va", hash)).isFalse();
        assertThat(matches("", passwords.nobodys())).isFalse();
    }

    @Test
    void salts_each_hash_anew() {
        assertThat(hash("the same")).isNotEqualTo(hash("the same"));
    }

    @Test
    void still_knows_a_hash_that_was_made_at_another_cost() {
        PasswordHash dearer = new Passwords(new UserSettings.Hashing(256, 3, 1), new SecureRandom())
                .hash(new Secret("password"))
                .toCompletableFuture()
                .join();
        assertThat(matches("password", dearer)).isTrue();
    }

    /** Made by the Argon2 reference implementation's command line, so that hashes can move to other software. */
    @Test
    void agrees_with_other_implementations() {
        PasswordHash foreign = new PasswordHash(
                "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$QKHrg5tayLGcN+Y0HVPNaBqykOVLUxlMkZycXE1uWRM");
        assertThat(matches("correct horse battery staple", foreign)).isTrue();
    }

    /** Made by Node: {@code crypto.pbkdf2Sync(password, digits, 10000, 64, "sha512")}; the digits are the salt. */
    @Test
    void knows_the_passwords_of_an_earlier_server_kept_with_pbkdf2() {
        PasswordHash old = new PasswordHash("0123456789abcdef0123456789abcdef:"
                + "f506dcf529d00146ff8fbbba9dd3c9766d5467048defc343b375ecc5aa43b4e5"
                + "163dedf8377f593b6a1ffab6762557edde8522bb6f637609360fb050a542a08d");
        assertThat(matches("correct horse – ça va", old)).isTrue();
        assertThat(matches("correct horse", old)).isFalse();
        assertThat(passwords.isStale(old, new Secret("correct horse – ça va"))).isTrue();
    }

    /** Made by the C library's crypt, under the format's three names. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "b", "y"})
    void knows_the_passwords_of_an_earlier_server_kept_with_bcrypt(String version) {
        PasswordHash old =
                new PasswordHash("$2" + version + "$04$abcdefghijklmnopqrstuuqREtd3VJD2QVZbuFskFSLk6eRIrQoOS");
        assertThat(matches("correct horse battery", old)).isTrue();
        assertThat(matches("correct horse batterY", old)).isFalse();
        assertThat(passwords.isStale(old, new Secret("correct horse battery"))).isTrue();
    }

    @Test
    void looks_at_the_first_72_bytes_where_bcrypt_did_and_then_keeps_it() {
        PasswordHash old = new PasswordHash("$2b$04$abcdefghijklmnopqrstuubzadhGtS2zEF.gu0yd0opP6cVzb.e0i");
        assertThat(matches("x".repeat(72), old)).isTrue();
        assertThat(matches("x".repeat(72) + "anything", old)).isTrue();
        assertThat(matches("x".repeat(71), old)).isFalse();
        assertThat(passwords.isStale(old, new Secret("x".repeat(72)))).isTrue();
        assertThat(passwords.isStale(old, new Secret("x".repeat(73)))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$2b$31$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyzabcde",
                "$2b$15$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyzabcde",
                "$argon2id$v=19$m=99999999,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$QKHrg5tayLGcN+Y0HVPNaBqykOVLUxlMkZycXE1uWRM",
                "$argon2id$v=19$m=64,t=9999,p=1$c2FsdHNhbHRzYWx0c2FsdA$QKHrg5tayLGcN+Y0HVPNaBqykOVLUxlMkZycXE1uWRM",
                "plain text",
                ""
            })
    void a_hash_of_no_known_form_or_of_an_absurd_cost_is_never_tried(String encoded) {
        assertThat(HashForm.of(new PasswordHash(encoded))).isEmpty();
    }

    @Test
    void hashes_of_its_own_are_not_stale() {
        Secret password = new Secret("password");
        assertThat(passwords.isStale(hash("password"), password)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "@example.org",
                "ada@",
                "a b@example.org",
                "ada@-example.org",
                "ada@ex|ample.org",
                "a|b@c.d"
            })
    void a_bad_e_mail_is_refused(String text) {
        assertThatThrownBy(() -> new Email(text)).isInstanceOf(Refusal.class);
    }

    @Test
    void all_spellings_of_an_e_mail_are_one() {
        assertThat(new Email("  Ada+Tea@Example.ORG ").normalised()).isEqualTo("ada+tea@example.org");
        assertThat(new Email("ada@localhost").normalised()).isEqualTo("ada@localhost");
    }

    private PasswordHash hash(String text) {
        return passwords.hash(new Secret(text)).toCompletableFuture().join();
    }

    private boolean matches(String text, PasswordHash hash) {
        return passwords.matches(new Secret(text), hash).toCompletableFuture().join();
    }
}
