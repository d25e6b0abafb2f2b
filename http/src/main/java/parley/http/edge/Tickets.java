package parley.http.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hands out texts that nobody can read, change or make up, each good for one purpose, for a while and once. That it is
 * good only once is known to the server that took it back; another one of its cluster would take it a second time.
 */
public final class Tickets {
    private static final String MAC = "HmacSHA256";
    private static final byte[] LABEL = "parley tickets".getBytes(UTF_8);
    private static final String CONTENT = "content";
    private static final int CHANCE_BYTES = 16;
    private static final int LONGEST = 2048;
    private static final int MOST_REMEMBERED = 100_000;
    private static final JWEHeader HEADER = new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM);

    private final byte[] key;
    private final Duration within;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Cache<String, Boolean> used;

    public Tickets(TokenSecret secret, Duration within, Clock clock) {
        this.key = derived(secret);
        this.within = within;
        this.clock = clock;
        this.used = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(within)
                .build();
    }

    /** A key of their own, so that no ticket can ever pass for a token. */
    private static byte[] derived(TokenSecret secret) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(secret.bytes(), MAC));
            return mac.doFinal(LABEL);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has " + MAC, impossible);
        }
    }

    /** A ticket with something in it that only this server reads. */
    public String issue(String purpose, String content) {
        byte[] chance = new byte[CHANCE_BYTES];
        random.nextBytes(chance);
        JWTClaimsSet said = new JWTClaimsSet.Builder()
                .jwtID(Base64.getUrlEncoder().withoutPadding().encodeToString(chance))
                .subject(purpose)
                .claim(CONTENT, content)
                .expirationTime(Date.from(clock.instant().plus(within)))
                .build();
        EncryptedJWT ticket = new EncryptedJWT(HEADER, said);
        try {
            ticket.encrypt(new DirectEncrypter(key));
        } catch (JOSEException failure) {
            throw new IllegalStateException("a ticket could not be sealed", failure);
        }
        return ticket.serialize();
    }

    /** What is in a ticket for this purpose; empty for one that was used, is too old or is none of ours. */
    public Optional<String> redeem(String purpose, String ticket) {
        if (ticket.length() > LONGEST) return Optional.empty();
        try {
            EncryptedJWT read = EncryptedJWT.parse(ticket);
            if (!read.getHeader().getEncryptionMethod().equals(EncryptionMethod.A256GCM)) return Optional.empty();
            read.decrypt(new DirectDecrypter(key));
            JWTClaimsSet said = read.getJWTClaimsSet();
            return isGood(said, purpose) ? Optional.ofNullable(said.getStringClaim(CONTENT)) : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private boolean isGood(JWTClaimsSet said, String purpose) {
        Date end = said.getExpirationTime();
        Instant now = clock.instant();
        return end != null
                && now.isBefore(end.toInstant())
                && purpose.equals(said.getSubject())
                && used.asMap().putIfAbsent(Objects.requireNonNull(said.getJWTID()), Boolean.TRUE) == null;
    }
}
