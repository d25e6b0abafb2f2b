package parley.http.wire;

import java.net.URI;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.HttpCredentials;
import parley.engine.kernel.Secret;

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
        return key.map(it -> request.addCredentials(HttpCredentials.createOAuth2BearerToken(it.reveal())))
                .orElse(request);
    }

    /** The path of an address below the base. */
    public String below(String more) {
        return path() + more;
    }

    private String path() {
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
