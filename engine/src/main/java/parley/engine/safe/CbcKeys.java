package parley.engine.safe;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Secret;

/**
 * Reads provider keys as the first product's Node server stored them: {@code hex(iv):hex(text)} in AES-256-CBC, whose key
 * is the first 32 characters of the Base64 of the SHA-256 of {@code JWT_SECRET}.
 */
public final class CbcKeys {
    private static final int KEY_CHARACTERS = 32;
    private static final int BLOCK = 16;
    private static final int LONGEST = 8192;

    private final SecretKeySpec key;

    private CbcKeys(SecretKeySpec key) {
        this.key = key;
    }

    /** With the value of {@code JWT_SECRET}. */
    public static CbcKeys of(Secret jwtSecret) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(jwtSecret.reveal().getBytes(StandardCharsets.UTF_8));
            String text = Base64.getEncoder().encodeToString(hash).substring(0, KEY_CHARACTERS);
            return new CbcKeys(new SecretKeySpec(text.getBytes(StandardCharsets.US_ASCII), "AES"));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /**
     * The provider key in a stored text; none where nothing was stored. The format has no seal of its own: a wrong secret
     * is found out by what comes of it being no text.
     *
     * @throws Refusal INVALID, always in the same words, where it cannot be read
     */
    public Optional<Secret> read(String stored) {
        if (stored.isEmpty()) return Optional.empty();
        int colon = stored.indexOf(':');
        if (stored.length() > LONGEST || colon != 2 * BLOCK) throw Unread.refusal();
        try {
            byte[] iv = HexFormat.of().parseHex(stored, 0, colon);
            byte[] text = HexFormat.of().parseHex(stored, colon + 1, stored.length());
            if (text.length == 0) throw Unread.refusal();
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(iv));
            return Optional.of(Unread.text(cipher.doFinal(text)));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            throw Unread.refusal();
        }
    }
}
