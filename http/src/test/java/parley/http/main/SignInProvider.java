package parley.http.main;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Google and GitHub on one socket: redirects, codes that are good once, PKCE, and whoever is said to be signed in there. */
final class SignInProvider implements AutoCloseable {
    static final String CLIENT = "our-client";
    static final String SECRET = "our-canary-secret";
    static final String TOKEN = "canary-access-token";

    private final HttpServer server;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    final Queue<String> refusals = new ConcurrentLinkedQueue<>();

    volatile String google = person("107", "ada@example.org", "true");
    volatile String github = "{\"id\":42,\"login\":\"ada\",\"name\":null,\"email\":\"somebody@example.org\"}";
    volatile String emails = "[{\"email\":\"other@example.org\",\"primary\":false,\"verified\":true},"
            + "{\"email\":\"ada@example.org\",\"primary\":true,\"verified\":true}]";
    volatile String audience = CLIENT;
    volatile int status = 200;

    SignInProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.createContext("/userinfo", held(() -> google));
        server.createContext(
                "/tokeninfo",
                exchange -> answer(
                        exchange,
                        fields(exchange.getRequestURI().getRawQuery())
                                        .getOrDefault("access_token", "")
                                        .equals(TOKEN)
                                ? 200
                                : 400,
                        "{\"aud\":\"" + audience + "\",\"sub\":\"107\"}"));
        server.createContext("/user", held(() -> github));
        server.createContext("/emails", held(() -> emails));
        server.start();
    }

    static String person(String subject, String email, String verified) {
        return "{\"sub\":\"" + subject + "\",\"email\":\"" + email + "\",\"email_verified\":" + verified
                + ",\"name\":\"Ada Lovelace\",\"given_name\":\"Ada\",\"family_name\":\"Lovelace\"}";
    }

    /** What is told to who has the token. */
    private interface Fact {
        String now();
    }

    private HttpHandler held(Fact fact) {
        return exchange -> answer(
                exchange,
                ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization")) ? status : 401,
                fact.now());
    }

    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The settings of a server whose providers are both here. */
    String settings() {
        return """
            parley.http.social {
              frontend = "http://frontend.example/"
              google { client-id = %2$s, client-secret = %3$s, authorize = "%1$s/authorize", token = "%1$s/token",
                user = "%1$s/userinfo", check = "%1$s/tokeninfo" }
              github { client-id = %2$s, client-secret = %3$s, authorize = "%1$s/authorize", token = "%1$s/token",
                user = "%1$s/user", check = "%1$s/emails" }
            }
            """.formatted(base(), CLIENT, SECRET);
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = fields(exchange.getRequestURI().getRawQuery());
        boolean good = CLIENT.equals(asked.get("client_id"))
                && "code".equals(asked.get("response_type"))
                && "S256".equals(asked.get("code_challenge_method"))
                && asked.getOrDefault("code_challenge", "").length() == 43;
        if (!good) {
            answer(exchange, 400, "{}");
            return;
        }
        String code = "canary-code-" + count.incrementAndGet();
        codes.put(code, asked);
        exchange.getResponseHeaders()
                .add("Location", asked.get("redirect_uri") + "?code=" + code + "&state=" + asked.get("state"));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = fields(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        Map<String, String> asked = codes.remove(form.getOrDefault("code", ""));
        String wrong = wrong(form, asked);
        if (wrong.isEmpty()) answer(exchange, 200, "{\"access_token\":\"" + TOKEN + "\",\"token_type\":\"bearer\"}");
        else {
            refusals.add(wrong);
            answer(exchange, 200, "{\"error\":\"bad_verification_code\"}");
        }
    }

    private static String wrong(Map<String, String> form, @Nullable Map<String, String> asked) {
        if (asked == null) return "code";
        if (!CLIENT.equals(form.get("client_id")) || !SECRET.equals(form.get("client_secret"))) return "client";
        if (!Objects.equals(asked.get("redirect_uri"), form.get("redirect_uri"))) return "redirect_uri";
        return challenge(form.getOrDefault("code_verifier", "")).equals(asked.get("code_challenge")) ? "" : "verifier";
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Map<String, String> fields(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String field : text.split("&", -1)) {
            int mark = field.indexOf('=');
            if (mark > 0) fields.put(field.substring(0, mark), URLDecoder.decode(field.substring(mark + 1), UTF_8));
        }
        return fields;
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
