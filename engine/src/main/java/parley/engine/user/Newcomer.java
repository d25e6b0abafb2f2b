package parley.engine.user;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Secret;
import parley.engine.kernel.UserId;

/**
 * Somebody whom another server knows and who moves in with their id, password and date.
 *
 * @param passwordHash Argon2id in PHC format, bcrypt, or {@code <salt>:<hash>} of PBKDF2; absent where they have none
 * @param active whether they may come in
 * @param verified whether the other server knows that the e-mail is theirs; if not, a provider's sign-in with that e-mail
 *     ends the password
 */
public record Newcomer(
        UserId id,
        String email,
        String name,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable Secret passwordHash,
        Instant registeredAt,
        boolean active,
        boolean verified) {
    /** One who may come in and of whose e-mail nothing is known. */
    public Newcomer(
            UserId id,
            String email,
            String name,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable Secret passwordHash,
            Instant registeredAt) {
        this(id, email, name, firstName, lastName, passwordHash, registeredAt, true, false);
    }
}
