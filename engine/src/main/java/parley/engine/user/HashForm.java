package parley.engine.user;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * How a password may be kept: in our way, or in one of the two of an earlier server. A hash that would cost more memory
 * or time than any honest one is of no form at all.
 */
enum HashForm {
    ARGON2ID("\\$argon2id\\$v=19\\$m=(\\d{1,6}),t=(\\d{1,2}),p=1\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})") {
        @Override
        boolean matches(byte[] password, Matcher parts) {
            byte[] expected = Base64.getDecoder().decode(parts.group(4));
            byte[] salt = Base64.getDecoder().decode(parts.group(3));
            int memory = Integer.parseInt(parts.group(1));
            return MessageDigest.isEqual(
                    expected, argon2(password, salt, memory, Integer.parseInt(parts.group(2)), expected.length));
        }
    },

    /** With at most 2^14 rounds; the earlier server made 2^12. Only the first 72 bytes of a password count. */
    BCRYPT("\\$2[aby]\\$(?:0[4-9]|1[0-4])\\$[./A-Za-z0-9]{53}") {
        @Override
        boolean matches(byte[] password, Matcher parts) {
            return OpenBSDBCrypt.checkPassword(parts.group(), Arrays.copyOf(password, counted(password)));
        }

        @Override
        int counted(byte[] password) {
            return Math.min(password.length, BCRYPT_BYTES);
        }
    },

    /** PBKDF2 with HMAC-SHA512 and 10 000 rounds; the digits of the salt are the salt. */
    PBKDF2("([0-9a-f]{32}):([0-9a-f]{128})") {
        @Override
        boolean matches(byte[] password, Matcher parts) {
            PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(new SHA512Digest());
            generator.init(password, parts.group(1).getBytes(UTF_8), PBKDF2_ROUNDS);
            byte[] actual = ((KeyParameter) generator.generateDerivedMacParameters(PBKDF2_BITS)).getKey();
            return MessageDigest.isEqual(HexFormat.of().parseHex(parts.group(2)), actual);
        }
    };

    private static final int BCRYPT_BYTES = 72;
    private static final int PBKDF2_ROUNDS = 10_000;
    private static final int PBKDF2_BITS = 512;

    private final Pattern pattern;

    HashForm(String pattern) {
        this.pattern = Pattern.compile(pattern);
    }

    abstract boolean matches(byte[] password, Matcher parts);

    /** How many bytes of a password this form looks at. */
    int counted(byte[] password) {
        return password.length;
    }

    /** Takes the same time whether the password is right or not. */
    boolean matches(byte[] password, PasswordHash hash) {
        Matcher parts = pattern.matcher(hash.encoded());
        return parts.matches() && matches(password, parts);
    }

    static Optional<HashForm> of(PasswordHash hash) {
        return Arrays.stream(values())
                .filter(it -> it.pattern.matcher(hash.encoded()).matches())
                .findFirst();
    }

    static byte[] argon2(byte[] password, byte[] salt, int memory, int iterations, int bytes) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memory)
                .withIterations(iterations)
                .withParallelism(1)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[bytes];
        generator.generateBytes(password, hash);
        return hash;
    }
}
