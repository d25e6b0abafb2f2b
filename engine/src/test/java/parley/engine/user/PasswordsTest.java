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
