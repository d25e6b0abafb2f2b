package parley.engine.user;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import parley.engine.kernel.Secret;

/** Hashes passwords with Argon2id and checks them in every known form, on virtual threads and only so many at once. */
final class Passwords {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private final UserSettings.Hashing cost;
    private final SecureRandom random;
    private final Semaphore places;
    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();
    private final PasswordHash nobodys;

    Passwords(UserSettings.Hashing cost, SecureRandom random) {
        this.cost = cost;
        this.random = random;
        places = new Semaphore(cost.atOnce());
        nobodys = unmatched();
    }

    CompletionStage<PasswordHash> hash(Secret password) {
        return working(() -> {
            byte[] salt = chance(SALT_BYTES);
            return encoded(salt, HashForm.argon2(bytes(password), salt, cost.memory(), cost.iterations(), HASH_BYTES));
        });
    }

    /** Takes the same time whether the password is right or not. */
    CompletionStage<Boolean> matches(Secret password, PasswordHash hash) {
        return working(() -> form(hash).matches(bytes(password), hash));
    }

    /**
     * Whether a password that has just matched is better hashed anew: its hash is of an earlier server or of another
     * cost. Not where only a part of the password was looked at, since the rest of it proved nothing.
     */
    boolean isStale(PasswordHash hash, Secret password) {
        byte[] bytes = bytes(password);
        return !hash.encoded().startsWith(prefix()) && form(hash).counted(bytes) == bytes.length;
    }

    /** A hash that no password has, to be checked where there is nobody, so that this takes as long. */
    PasswordHash nobodys() {
        return nobodys;
    }

    /** Another hash that no password has. */
    PasswordHash unmatched() {
        return encoded(chance(SALT_BYTES), chance(HASH_BYTES));
    }

    private static HashForm form(PasswordHash hash) {
        return HashForm.of(hash)
                .orElseThrow(() -> new IllegalStateException("a stored password hash is of no known form or cost"));
    }

    private <T> CompletionStage<T> working(Supplier<T> work) {
        return CompletableFuture.supplyAsync(
                () -> {
                    places.acquireUninterruptibly();
                    try {
                        return work.get();
                    } finally {
                        places.release();
                    }
                },
                threads);
    }

    private PasswordHash encoded(byte[] salt, byte[] hash) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return new PasswordHash(prefix() + base64.encodeToString(salt) + "$" + base64.encodeToString(hash));
    }

    private String prefix() {
        return "$argon2id$v=19$m=" + cost.memory() + ",t=" + cost.iterations() + ",p=1$";
    }

    private byte[] chance(int bytes) {
        byte[] chance = new byte[bytes];
        random.nextBytes(chance);
        return chance;
    }

    private static byte[] bytes(Secret password) {
        return password.reveal().getBytes(UTF_8);
    }
}
