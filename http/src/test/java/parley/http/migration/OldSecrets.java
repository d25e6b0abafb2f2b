package parley.http.migration;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import parley.engine.kernel.Secret;
import parley.engine.safe.FernetKeys;

/** Passwords and keys as the servers of both eras kept them. */
final class OldSecrets {
    private static final FernetKeys FERNET = FernetKeys.of(new Secret(OldServer.MASTER_KEY));
    static final String BCRYPT =
            OpenBSDBCrypt.generate("2b", OldServer.PASSWORD.getBytes(StandardCharsets.UTF_8), bytes(), 4);
    static final String PBKDF2 = pbkdf2();

    private OldSecrets() {}

    private static byte[] bytes() {
        byte[] bytes = new byte[16];
        for (int at = 0; at < bytes.length; at++) bytes[at] = (byte) (at * 7);
        return bytes;
    }

    private static String pbkdf2() {
        String salt = HexFormat.of().formatHex(bytes());
        PBEKeySpec spec =
                new PBEKeySpec(OldServer.PASSWORD.toCharArray(), salt.getBytes(StandardCharsets.UTF_8), 10_000, 512);
        try {
            byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded();
            return salt + ":" + HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** A key as that era sealed it. */
    static String sealed(String key, boolean node) {
        if (!node) return FERNET.write(new Secret(key), bytes(), OldServer.BEGIN);
        try {
            byte[] hash = java.security.MessageDigest.getInstance("SHA-256")
                    .digest(OldServer.JWT_SECRET.getBytes(StandardCharsets.UTF_8));
            String text = Base64.getEncoder().encodeToString(hash).substring(0, 32);
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(text.getBytes(StandardCharsets.US_ASCII), "AES"),
                    new IvParameterSpec(bytes()));
            return HexFormat.of().formatHex(bytes()) + ":"
                    + HexFormat.of().formatHex(cipher.doFinal(key.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
