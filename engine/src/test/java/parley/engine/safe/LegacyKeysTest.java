package parley.engine.safe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Secret;

/** Keys as the first product's two servers stored them, written here with the platform's own primitives. */
class LegacyKeysTest {
    private static final String SAID = "INVALID: this stored key cannot be read with that secret";
    private static final byte[] IV = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");
    private static final String PROVIDER_KEY = "sk-prövider-0123456789";
    private static final String FERNET_KEY = Base64.getUrlEncoder()
            .encodeToString("0123456789abcdef0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII));

    /** The published vector of the Fernet specification, which is not of our making. */
    private static final String SPEC_KEY = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=";

    private static final String SPEC_TOKEN =
            "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==";

    private static String fernet(byte[] key, String text) throws Exception {
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, 16, 16, "AES"), new IvParameterSpec(IV));
        ByteArrayOutputStream token = new ByteArrayOutputStream();
        token.write(0x80);
        token.writeBytes(ByteBuffer.allocate(8).putLong(1_760_000_000L).array());
        token.writeBytes(IV);
        token.writeBytes(cipher.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, 0, 16, "HmacSHA256"));
        token.writeBytes(mac.doFinal(token.toByteArray()));
        return twice(Base64.getUrlEncoder().encodeToString(token.toByteArray()));
    }

    private static String twice(String token) {
        return Base64.getUrlEncoder().encodeToString(token.getBytes(StandardCharsets.US_ASCII));
    }

    private static String cbc(String jwtSecret, byte[] text) throws Exception {
        String hash = Base64.getEncoder()
                .encodeToString(
                        MessageDigest.getInstance("SHA-256").digest(jwtSecret.getBytes(StandardCharsets.UTF_8)));
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        byte[] key = hash.substring(0, 32).getBytes(StandardCharsets.US_ASCII);
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(IV));
        return HexFormat.of().formatHex(IV) + ":" + HexFormat.of().formatHex(cipher.doFinal(text));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void reads_the_published_vector_of_fernet() {
        assertThat(FernetKeys.of(new Secret(SPEC_KEY)).read(twice(SPEC_TOKEN)).map(Secret::reveal))
                .contains("hello");
    }

    /** Written by the library and the runtime that the two servers used. */
    @Test
    void reads_what_their_own_libraries_have_written() {
        String direct = "Z0FBQUFBQnJBYnRLWGJrVGp2UjFRYjZ4U1RUdVl0MmE4REZjeUtGMXBENDFwMTFTNFVtd3JxMUFTcHdKWlpicXVTXy14"
                + "Zk8xQUdlSGt4U0FOYlZ0V09tcUI2M3AzenR1RzMwMXpCVGVraTdwSGQ5dGRmMVBlTzA9";
        String derived = "Z0FBQUFBQnJBYnRLZ01qSmJPX1RfNnZ1cUxGWTBTTXUyRXp6b294NV95Q2pObndTVGgzQWswbW5xNDJLSHJxZTBhTDZ0"
                + "Wm5SQjZTN1RYTXF3RmppaEkzcmxxSGUxVGNxbDdCTnI1SzVlSmtMR1VyWHlYT2QyUEU9";
        FernetKeys fernet = FernetKeys.of(new Secret("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="));
        assertThat(fernet.read(direct).map(Secret::reveal)).contains("sk-from-python-42");
        assertThat(FernetKeys.of(new Secret("correct horse")).read(derived).map(Secret::reveal))
                .contains("sk-from-python-42");
        assertThat(CbcKeys.of(new Secret("your-secret-key-change-this"))
                        .read("0f0e0d0c0b0a09080706050403020100:5db63b06cae0b9ed94e975668b0345a3")
                        .map(Secret::reveal))
                .contains("sk-from-node-42");
    }

    @Test
    void reads_a_python_key_whose_master_key_is_a_fernet_key() throws Exception {
        String stored = fernet(Base64.getUrlDecoder().decode(FERNET_KEY), PROVIDER_KEY);
        assertThat(FernetKeys.of(new Secret(FERNET_KEY)).read(stored).map(Secret::reveal))
                .contains(PROVIDER_KEY);
    }

    @Test
    void reads_a_python_key_whose_master_key_is_a_passphrase() throws Exception {
        PBEKeySpec spec = new PBEKeySpec("correct horse".toCharArray(), utf8("wisty_connections_salt"), 100_000, 256);
        byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(spec)
                .getEncoded();
        assertThat(FernetKeys.of(new Secret("correct horse"))
                        .read(fernet(key, PROVIDER_KEY))
                        .map(Secret::reveal))
                .contains(PROVIDER_KEY);
    }

    @Test
    void reads_a_node_key() throws Exception {
        CbcKeys keys = CbcKeys.of(new Secret("your-secret-key"));
        assertThat(keys.read(cbc("your-secret-key", utf8(PROVIDER_KEY))).map(Secret::reveal))
                .contains(PROVIDER_KEY);
        assertThat(keys.read(cbc("your-secret-key", utf8(PROVIDER_KEY)).toUpperCase(java.util.Locale.ROOT)))
                .isPresent();
    }

    @Test
    void nothing_stored_is_no_key() {
        assertThat(FernetKeys.of(new Secret(FERNET_KEY)).read("")).isEmpty();
        assertThat(CbcKeys.of(new Secret("x")).read("")).isEmpty();
    }

    @Test
    void whatever_is_wrong_with_a_python_key_is_told_in_the_same_words() throws Exception {
        byte[] key = Base64.getUrlDecoder().decode(FERNET_KEY);
        String stored = fernet(key, PROVIDER_KEY);
        FernetKeys keys = FernetKeys.of(new Secret(FERNET_KEY));
        byte[] token = Base64.getUrlDecoder()
                .decode(new String(Base64.getUrlDecoder().decode(stored), StandardCharsets.US_ASCII));
        for (int at = 0; at < token.length; at++) {
            byte[] other = token.clone();
            other[at] ^= 1;
            String spoiled = twice(Base64.getUrlEncoder().encodeToString(other));
            assertThatThrownBy(() -> keys.read(spoiled))
                    .isInstanceOf(Refusal.class)
                    .hasMessage(SAID);
        }
        for (String strange : new String[] {
            "x",
            "%%%%",
            stored.substring(4),
            stored + "AAAA",
            twice("gAAAAA=="),
            twice("A".repeat(40)),
            "A".repeat(1 << 20),
            fernet(key, "line\nbreak")
        })
            assertThatThrownBy(() -> keys.read(strange))
                    .isInstanceOf(Refusal.class)
                    .hasMessage(SAID)
                    .hasNoCause();
        assertThatThrownBy(() -> FernetKeys.of(new Secret("other")).read(stored))
                .hasMessage(SAID);
    }

    @Test
    void whatever_is_wrong_with_a_node_key_is_told_in_the_same_words() throws Exception {
        CbcKeys keys = CbcKeys.of(new Secret("good"));
        String stored = cbc("good", utf8(PROVIDER_KEY));
        for (String strange : new String[] {
            ":",
            "x",
            stored.substring(1),
            stored.substring(0, 33),
            stored + "00",
            stored.replace(':', '!'),
            stored.replaceFirst("^..", "zz"),
            "0".repeat(32) + ":" + "0".repeat(1 << 20),
            "0".repeat(32) + ":" + "0".repeat(32),
            cbc("good", new byte[] {(byte) 0xff, (byte) 0xfe}),
            cbc("good", utf8("line\nbreak"))
        })
            assertThatThrownBy(() -> keys.read(strange))
                    .as(strange.substring(0, Math.min(40, strange.length())))
                    .isInstanceOf(Refusal.class)
                    .hasMessage(SAID)
                    .hasNoCause();
        byte[] random = new byte[64];
        Arrays.fill(random, (byte) 0x5a);
        assertThatThrownBy(() -> CbcKeys.of(new Secret("bad")).read(stored)).hasMessage(SAID);
    }
}
