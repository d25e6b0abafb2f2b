package parley.http.edge;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import parley.engine.kernel.Refusal;

/**
 * Links that open one thing to whoever holds them, for a time: what they name is in them, signed with HMAC-SHA256 by a key
 * that is made out of the server's secret and used for nothing else.
 */
public final class SignedLinks {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "parley: links to files, 1";
    private static final int LONGEST = 1024;
    private static final String BETWEEN = "\n";

    private final SecretKeySpec key;
    private final Clock clock;

    public SignedLinks(TokenSecret secret, Clock clock) {
        this.clock = clock;
        this.key = key(signed(key(secret.bytes()), PURPOSE.getBytes(StandardCharsets.UTF_8)));
    }

    /** What stands in the address: names, none of which holds a line break, and when it ends. */
    public String signed(Instant end, String... names) {
        byte[] said = (end.getEpochSecond() + BETWEEN + String.join(BETWEEN, names)).getBytes(StandardCharsets.UTF_8);
        Base64.Encoder text = Base64.getUrlEncoder().withoutPadding();
        return text.encodeToString(said) + "." + text.encodeToString(signed(key, said));
    }

    /** The names in a link; NOT_FOUND where it was not made here, GONE where its time is over. */
    public List<String> opened(String link) {
        List<String> said = List.of(said(link).split(BETWEEN, -1));
        if (!clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(said.getFirst()))))
            throw Refusal.gone("the time of this link is over; ask for another one");
        return said.subList(1, said.size());
    }

    private String said(String link) {
        String[] parts = link.split("\\.", -1);
        if (link.length() > LONGEST || parts.length != 2) throw unknown();
        try {
            byte[] said = Base64.getUrlDecoder().decode(parts[0]);
            byte[] signature = Base64.getUrlDecoder().decode(parts[1]);
            if (!MessageDigest.isEqual(signature, signed(key, said))) throw unknown();
            return new String(said, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException strange) {
            throw unknown();
        }
    }

    private static Refusal unknown() {
        return Refusal.notFound("there is no such link");
    }

    private static SecretKeySpec key(byte[] bytes) {
        return new SecretKeySpec(bytes, ALGORITHM);
    }

    private static byte[] signed(SecretKeySpec key, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
