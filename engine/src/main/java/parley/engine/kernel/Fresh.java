package parley.engine.kernel;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes ids that nobody can guess. */
public final class Fresh {
    private static final int BYTES = 15;

    private Fresh() {}

    /** A new id: the kind, a dash and 120 bits of chance in 20 letters, digits, {@code -} and {@code _}. */
    public static String id(String kind, SecureRandom random) {
        byte[] chance = new byte[BYTES];
        random.nextBytes(chance);
        return kind + "-" + Base64.getUrlEncoder().withoutPadding().encodeToString(chance);
    }
}
