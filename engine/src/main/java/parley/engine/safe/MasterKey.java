package parley.engine.safe;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A key that seals the keys of secrets. Its id is the beginning of its own hash, the same wherever the key is. */
final class MasterKey {
    static final int BYTES = 32;
    private static final int ID_BYTES = 6;

    private final String id;
    private final byte[] bytes;

    private MasterKey(byte[] bytes) {
        this.bytes = bytes.clone();
        this.id = HexFormat.of().formatHex(Arrays.copyOf(sha256(bytes), ID_BYTES));
    }

    static MasterKey fresh(SecureRandom random) {
        byte[] chance = new byte[BYTES];
        random.nextBytes(chance);
        return new MasterKey(chance);
    }

    /**
     * A key as people write it: 32 bytes in Base64.
     *
     * @throws IllegalArgumentException where it is anything else; the message does not hold it
     */
    static MasterKey of(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text.strip().replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException _) {
            bytes = new byte[0];
        }
        if (bytes.length != BYTES)
            throw new IllegalArgumentException(
                    "a master key is " + BYTES + " bytes in Base64, such as" + " `openssl rand -base64 32` prints");
        return new MasterKey(bytes);
    }

    String id() {
        return id;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    String text() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return "MasterKey[" + id + "]";
    }
}
