package parley.engine.user;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Secret;
import parley.engine.kernel.UserId;

/**
 * Somebody whom another server knows and who moves in with their id, password and date.
 *
 * @param passwordHash Argon2id in PHC format, bcrypt, or {@code <salt>:<hash>} of PBKDF2; absent where they have none
 */
public record Newcomer(
        UserId id,
        String email,
        String name,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable Secret passwordHash,
        Instant registeredAt) {}
