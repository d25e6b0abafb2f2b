package parley.http.edge;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Names;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;

/** Signs claims as a JWT (RFC 7519) with HS256, and reads back what was signed with the same key and nothing else. */
final class SignedClaims {
    private static final int LONGEST = 4096;
    private static final int KEY_BYTES = 32;
    private static final JWSHeader HEADER = new JWSHeader(JWSAlgorithm.HS256);

    private final MACSigner signer;
    private final MACVerifier verifier;

    /** Zeros after a short key change nothing: HMAC puts them there itself (RFC 2104), and the library wants 32 bytes. */
    SignedClaims(byte[] key) {
        byte[] padded = Arrays.copyOf(key, Math.max(key.length, KEY_BYTES));
        try {
            signer = new MACSigner(padded);
            verifier = new MACVerifier(padded);
        } catch (JOSEException impossible) {
            throw new IllegalStateException("a key of 32 bytes and more is good for HS256", impossible);
        }
    }

    String sign(JWTClaimsSet claims) {
        SignedJWT token = new SignedJWT(HEADER, claims);
        try {
            token.sign(signer);
        } catch (JOSEException failure) {
            throw new IllegalStateException("a token could not be signed", failure);
        }
        return token.serialize();
    }

    /** What a token says that was signed with this key and has not ended yet; empty for any other text. */
    Optional<JWTClaimsSet> trusted(String token, Instant now) {
        if (token.length() > LONGEST) return Optional.empty();
        try {
            SignedJWT read = SignedJWT.parse(token);
            if (!JWSAlgorithm.HS256.equals(read.getHeader().getAlgorithm()) || !read.verify(verifier))
                return Optional.empty();
            JWTClaimsSet claims = read.getJWTClaimsSet();
            Date end = claims.getExpirationTime();
            return end != null && now.isBefore(end.toInstant()) ? Optional.of(claims) : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** A user id in a claim; empty where it is none. */
    static Optional<UserId> user(@Nullable Object claim) {
        if (!(claim instanceof String name)) return Optional.empty();
        try {
            Names.check("user id", name);
            return Optional.of(new UserId(name));
        } catch (Refusal strange) {
            return Optional.empty();
        }
    }
}
