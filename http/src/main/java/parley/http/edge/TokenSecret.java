package parley.http.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/** The key that signs every access token: the operator's own, or one made on the first start and kept in a file. */
public final class TokenSecret {
    private static final int FEWEST_BYTES = 32;
    private static final String FILE = "jwt.secret";
    /** How the defaults of an earlier server begin, which everybody can read. */
    private static final String KNOWN_TO_ALL = "your-secret-key";

    private final byte[] bytes;

    private TokenSecret(byte[] bytes) {
        if (bytes.length < FEWEST_BYTES)
            throw new IllegalArgumentException("the secret that signs access tokens (PARLEY_JWT_SECRET) must have at"
                    + " least " + FEWEST_BYTES + " bytes; this one has " + bytes.length);
        this.bytes = bytes.clone();
    }

    /** The secret an operator has set. */
    public static TokenSecret configured(String secret) {
        if (isKnownToAll(secret))
            throw new IllegalArgumentException("the secret that signs access tokens (PARLEY_JWT_SECRET) is a published"
                    + " example; take one of your own");
        return new TokenSecret(secret.getBytes(StandardCharsets.UTF_8));
    }

    /** The secret in a data directory, made there on the first start; only the server's own user may read it. */
    public static TokenSecret keptIn(Path directory) {
        Path file = directory.resolve(FILE);
        try {
            Files.createDirectories(directory);
            if (Files.notExists(file)) make(file);
            return new TokenSecret(
                    HexFormat.of().parseHex(Files.readString(file).strip()));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot keep the secret for access tokens in " + file, failure);
        }
    }

    static boolean isKnownToAll(String secret) {
        return secret.toLowerCase(Locale.ROOT).startsWith(KNOWN_TO_ALL);
    }

    private static void make(Path file) throws IOException {
        byte[] fresh = new byte[FEWEST_BYTES];
        new SecureRandom().nextBytes(fresh);
        ByteBuffer text = StandardCharsets.US_ASCII.encode(HexFormat.of().formatHex(fresh) + "\n");
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (SeekableByteChannel channel = Files.newByteChannel(file, options, ownerOnly(file))) {
            while (text.hasRemaining()) channel.write(text);
        } catch (FileAlreadyExistsException _) {
            // Another server on the same directory was quicker: its secret is as good.
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "•••";
    }
}
