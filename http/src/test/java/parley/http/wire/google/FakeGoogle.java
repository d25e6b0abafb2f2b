package parley.http.wire.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import parley.http.wire.Canary;
import parley.http.wire.Playback;

/** Gives tokens for the signed word of one service account, and answers as Vertex AI for the newest of them. */
final class FakeGoogle implements AutoCloseable {
    static final String MAIL = "ada@parley-test.iam.gserviceaccount.com";
    private static final KeyPair KEYS = keys();

    private final HttpServer server;
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile int tokenStatus = 200;
    private volatile int modelStatus = 200;

    FakeGoogle() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/token", this::token);
        server.createContext("/", this::model);
        server.start();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    /** The JSON file of the account's key. */
    String file() {
        return file(base().resolve("/token").toString());
    }

    static String file(String tokenUri) {
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(KEYS.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        return new ObjectMapper()
                .createObjectNode()
                .put("type", "service_account")
                .put("project_id", "parley-test")
                .put("private_key_id", Canary.KEY)
                .put("private_key", pem)
                .put("client_email", MAIL)
                .put("token_uri", tokenUri)
                .toString();
    }

    void tokenStatus(int status) {
        tokenStatus = status;
    }

    void modelStatus(int status) {
        modelStatus = status;
    }

    /** The tokens that were given, oldest first. */
    List<String> tokens() {
        return tokens;
    }

    /** The addresses that were asked with a good token. */
    List<String> asked() {
        return asked;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = Arrays.stream(
                        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).split("&"))
                .map(it -> it.split("=", 2))
                .collect(Collectors.toMap(it -> it[0], it -> URLDecoder.decode(it[1], StandardCharsets.UTF_8)));
        String word = form.getOrDefault("assertion", "");
        boolean trusted = "urn:ietf:params:oauth:grant-type:jwt-bearer".equals(form.get("grant_type")) && trusted(word);
        if (tokenStatus != 200 || !trusted) {
            answer(
                    exchange,
                    tokenStatus == 200 ? 400 : tokenStatus,
                    "{\"error\":\"invalid_grant\",\"error_description\":\"no " + MAIL + " " + Canary.KEY + " " + word
                            + "\"}");
            return;
        }
        String token = "ya29.token-" + tokens.size() + "-" + System.nanoTime();
        tokens.add(token);
        answer(exchange, 200, "{\"access_token\":\"" + token + "\",\"expires_in\":3599,\"token_type\":\"Bearer\"}");
    }

    private boolean trusted(String word) {
        try {
            SignedJWT read = SignedJWT.parse(word);
            assertThat(read.getHeader().toJSONObject())
                    .containsEntry("alg", "RS256")
                    .containsEntry("typ", "JWT")
                    .containsEntry("kid", Canary.KEY);
            assertThat(read.getJWTClaimsSet().getIssuer()).isEqualTo(MAIL);
            assertThat(read.getJWTClaimsSet().getAudience())
                    .containsExactly(base().resolve("/token").toString());
            assertThat(read.getJWTClaimsSet().getStringClaim("scope"))
                    .isEqualTo("https://www.googleapis.com/auth/cloud-platform");
            assertThat(Duration.between(
                            read.getJWTClaimsSet().getIssueTime().toInstant(),
                            read.getJWTClaimsSet().getExpirationTime().toInstant()))
                    .isEqualTo(Duration.ofHours(1));
            return read.verify(new RSASSAVerifier((RSAPublicKey) KEYS.getPublic()));
        } catch (ParseException | JOSEException | AssertionError _) {
            return false;
        }
    }

    private void model(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        String shown = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (tokens.isEmpty() || !shown.equals("Bearer " + tokens.getLast())) answer(exchange, 401, "{}");
        else if (modelStatus != 200)
            answer(
                    exchange,
                    modelStatus,
                    "{\"error\":{\"code\":" + modelStatus + ",\"message\":\"no " + shown + "\"}}");
        else {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            boolean list = exchange.getRequestMethod().equals("GET");
            answer(
                    exchange,
                    200,
                    list
                            ? "{\"publisherModels\":[{\"name\":\"publishers/google/models/gemini-test\"},"
                                    + "{\"name\":\"publishers/google/models/imagen-test\"}]}"
                            : new String(Playback.recording("google/text.sse"), StandardCharsets.UTF_8));
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .add("Content-Type", body.startsWith("{") ? "application/json" : "text/event-stream");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
