package parley.engine.safe;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Secret;

/**
 * Reads and writes provider keys as the first product's Python server stored them: a Fernet token (AES-128-CBC and HMAC-SHA256), in
 * Base64 once more. Its key is {@code ENCRYPTION_MASTER_KEY}, or derived from it by PBKDF2 where that is no Fernet key.
 */
public final class FernetKeys {
    private static final String SALT = "wisty_connections_salt";
    private static final int ROUNDS = 100_000;
    private static final int KEY_BYTES = 32;
    private static final int LONGEST = 8192;

    private static final byte VERSION = (byte) 0x80;
    private static final int IV_AT = 9;
    private static final int TEXT_AT = 25;
    private static final int MAC_BYTES = 32;

    private final SecretKeySpec signing;
    private final SecretKeySpec encryption;

    private FernetKeys(byte[] key) {
        signing = new SecretKeySpec(key, 0, KEY_BYTES / 2, "HmacSHA256");
        encryption = new SecretKeySpec(key, KEY_BYTES / 2, KEY_BYTES / 2, "AES");
    }

    /** With the value of {@code ENCRYPTION_MASTER_KEY}. */
    public static FernetKeys of(Secret masterKey) {
        return new FernetKeys(direct(masterKey.reveal()).orElseGet(() -> derived(masterKey.reveal())));
    }

    /**
     * The provider key in a stored text; none where nothing was stored.
     *
     * @throws Refusal INVALID, always in the same words, where it cannot be read
     */
    public Optional<Secret> read(String stored) {
        if (stored.isEmpty()) return Optional.empty();
        if (stored.length() > LONGEST) throw Unread.refusal();
        try {
            return Optional.of(Unread.text(opened(base64(ascii(base64(stored))))));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            throw Unread.refusal();
        }
    }

    /** A provider key as that server would have stored it, at a time, with a fresh 16 bytes that nobody can foresee. */
    public String write(Secret key, byte[] fresh, Instant at) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.ENCRYPT_MODE, encryption, new IvParameterSpec(fresh));
            byte[] text = cipher.doFinal(key.reveal().getBytes(StandardCharsets.UTF_8));
            ByteBuffer token = ByteBuffer.allocate(TEXT_AT + text.length + MAC_BYTES)
                    .put(VERSION)
                    .putLong(at.getEpochSecond())
                    .put(fresh)
                    .put(text);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(signing);
            mac.update(token.array(), 0, token.position());
            byte[] once = Base64.getUrlEncoder().encode(token.put(mac.doFinal()).array());
            return Base64.getUrlEncoder().encodeToString(once);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("a key could not be sealed", failure);
        }
    }

    private byte[] opened(byte[] token) throws GeneralSecurityException {
        int textEnd = token.length - MAC_BYTES;
        if (textEnd <= TEXT_AT || token[0] != VERSION) throw new GeneralSecurityException();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(signing);
        mac.update(token, 0, textEnd);
        if (!MessageDigest.isEqual(mac.doFinal(), Arrays.copyOfRange(token, textEnd, token.length)))
            throw new GeneralSecurityException();
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(Cipher.DECRYPT_MODE, encryption, new IvParameterSpec(token, IV_AT, TEXT_AT - IV_AT));
        return cipher.doFinal(token, TEXT_AT, textEnd - TEXT_AT);
    }

    private static Optional<byte[]> direct(String masterKey) {
        try {
            byte[] key = base64(masterKey);
            return key.length == KEY_BYTES ? Optional.of(key) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static byte[] derived(String password) {
        PBEKeySpec spec = new PBEKeySpec(
                password.toCharArray(), SALT.getBytes(StandardCharsets.US_ASCII), ROUNDS, KEY_BYTES * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has PBKDF2", impossible);
        } finally {
            spec.clearPassword();
        }
    }

    /** As Python decodes it: padding is not left out. */
    private static byte[] base64(String text) {
        if (text.length() % 4 != 0) throw new IllegalArgumentException();
        return Base64.getUrlDecoder().decode(text);
    }

    private static String ascii(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
