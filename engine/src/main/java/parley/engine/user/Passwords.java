package parley.engine.user;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import parley.engine.kernel.Secret;

/** Hashes and checks passwords with Argon2id, on virtual threads of its own and only so many at once. */
final class Passwords {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern FORM =
            Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,8}),t=(\\d{1,4}),p=1\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private final UserSettings.Hashing cost;
    private final SecureRandom random;
    private final Semaphore places;
    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();
    private final PasswordHash nobodys;

    Passwords(UserSettings.Hashing cost, SecureRandom random) {
        this.cost = cost;
        this.random = random;
        places = new Semaphore(cost.atOnce());
        nobodys = encoded(chance(SALT_BYTES), chance(HASH_BYTES));
    }

    CompletionStage<PasswordHash> hash(Secret password) {
        return working(() -> {
            byte[] salt = chance(SALT_BYTES);
            return encoded(salt, argon2(password, salt, cost.memory(), cost.iterations(), HASH_BYTES));
        });
    }

    /** Takes the same time whether the password is right or not. */
    CompletionStage<Boolean> matches(Secret password, PasswordHash hash) {
        return working(() -> {
            Matcher parts = FORM.matcher(hash.encoded());
            if (!parts.matches()) throw new IllegalStateException("a stored password hash is not Argon2id");
            byte[] expected = Base64.getDecoder().decode(parts.group(4));
            byte[] actual = argon2(
                    password,
                    Base64.getDecoder().decode(parts.group(3)),
                    Integer.parseInt(parts.group(1)),
                    Integer.parseInt(parts.group(2)),
                    expected.length);
            return MessageDigest.isEqual(expected, actual);
        });
    }

    /** A hash that no password has, to be checked where there is nobody, so that this takes as long. */
    PasswordHash nobodys() {
        return nobodys;
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
        return new PasswordHash("$argon2id$v=19$m=" + cost.memory() + ",t=" + cost.iterations() + ",p=1$"
                + base64.encodeToString(salt) + "$" + base64.encodeToString(hash));
    }

    private byte[] chance(int bytes) {
        byte[] chance = new byte[bytes];
        random.nextBytes(chance);
        return chance;
    }

    private static byte[] argon2(Secret password, byte[] salt, int memory, int iterations, int bytes) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memory)
                .withIterations(iterations)
                .withParallelism(1)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[bytes];
        generator.generateBytes(password.reveal().getBytes(UTF_8), hash);
        return hash;
    }
}
