package parley.http.wire.google;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import parley.engine.kernel.Secret;
import parley.http.wire.JsonTexts;

/**
 * A Google service account, out of the JSON file of its key. Nothing of it is ever shown.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc7523">RFC 7523</a>
 */
final class ServiceAccount {
    private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";
    private static final String USUAL_TOKENS = "https://oauth2.googleapis.com/token";
    private static final String GOOGLE = ".googleapis.com";
    private static final Duration LONGEST = Duration.ofHours(1);

    private final String mail;
    private final String keyName;
    private final PrivateKey key;
    private final URI tokens;

    private ServiceAccount(String mail, String keyName, PrivateKey key, URI tokens) {
        this.mail = mail;
        this.keyName = keyName;
        this.key = key;
        this.tokens = tokens;
    }

    /** The account of a key's file; empty where the text is no such file. */
    static Optional<ServiceAccount> of(Secret file) {
        ObjectNode read = JsonTexts.object(file.reveal());
        String mail = read.path("client_email").asText("");
        if (!read.path("type").asText().equals("service_account") || mail.isEmpty()) return Optional.empty();
        try {
            return Optional.of(new ServiceAccount(
                    mail,
                    read.path("private_key_id").asText(""),
                    key(read.path("private_key").asText("")),
                    URI.create(read.path("token_uri").asText(USUAL_TOKENS))));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** The project that the account is of; empty where the text does not say. */
    static String project(Secret file) {
        return JsonTexts.object(file.reveal()).path("project_id").asText("");
    }

    private static PrivateKey key(String pem) throws GeneralSecurityException {
        String base64 = pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "").replaceAll("\\s", "");
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }

    /** Where it changes its word for a token. */
    URI tokens() {
        return tokens;
    }

    /**
     * Whether its word may be sent where the file says: to Google, or on one machine with what {@code base} is, if that is
     * on this machine. Whoever writes a file could otherwise have this server ask anybody anything.
     */
    boolean trusts(URI base) {
        String host = tokens.getHost();
        if (host == null || tokens.getUserInfo() != null) return false;
        if ("https".equals(tokens.getScheme()) && ("." + host).endsWith(GOOGLE)) return true;
        return isHere(host) && base.getHost() != null && isHere(base.getHost()) && "http".equals(tokens.getScheme());
    }

    private static boolean isHere(String host) {
        return host.equals("127.0.0.1") || host.equals("localhost") || host.equals("[::1]");
    }

    /** Its signed word that it asks for a token, good for an hour. */
    String assertion(Instant now) throws JOSEException {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(keyName.isEmpty() ? null : keyName)
                .build();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(mail)
                .audience(tokens.toString())
                .claim("scope", SCOPE)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LONGEST)))
                .build();
        SignedJWT word = new SignedJWT(header, claims);
        word.sign(new RSASSASigner(key));
        return word.serialize();
    }

    @Override
    public String toString() {
        return "•••";
    }
}
