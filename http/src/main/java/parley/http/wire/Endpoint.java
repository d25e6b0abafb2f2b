package parley.http.wire;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.HttpCredentials;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import parley.engine.kernel.Secret;
import parley.engine.llm.ModelFailure;

/**
 * Where a provider is reached.
 *
 * @param provider the provider's name in a model's name
 * @param base the address that the paths of its wire are below
 * @param key the key it asks for, if any
 */
public record Endpoint(String provider, URI base, Optional<Secret> key) {
    boolean secure() {
        return "https".equals(base.getScheme());
    }

    int port() {
        if (base.getPort() > 0) return base.getPort();
        return secure() ? 443 : 80;
    }

    /** The request with the key as a bearer token. */
    public HttpRequest authorized(HttpRequest request) {
        return token().map(it -> request.addCredentials(HttpCredentials.createOAuth2BearerToken(it)))
                .orElse(request);
    }

    /** The request with the key in a header of the family's own. */
    public HttpRequest authorized(HttpRequest request, String header) {
        return token().map(it -> request.addHeader(RawHeader.create(header, it)))
                .orElse(request);
    }

    /** Whether the key is a token that somebody signed, a JWT, rather than a key of the provider's own. */
    public boolean hasToken() {
        return key.map(it -> it.reveal().startsWith("eyJ")).orElse(false);
    }

    /** The path of an address below the base; what the base asks for behind its question mark stays. */
    public String below(String more) {
        String query = base.getRawQuery();
        if (query == null) return path() + more;
        return path() + more + (more.contains("?") ? "&" : "?") + query;
    }

    /** A name, such as a model's, as one piece of a path. */
    public static String piece(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A key that no header can hold would be told in a warning instead of being sent. */
    private Optional<String> token() {
        Optional<String> token = key.map(Secret::reveal);
        if (token.isPresent() && !token.get().chars().allMatch(it -> it > ' ' && it < 127))
            throw new ModelFailure.Unauthorized("the key of " + provider + " holds characters that no key has");
        return token;
    }

    private String path() {
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
