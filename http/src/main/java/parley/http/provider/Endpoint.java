package parley.http.provider;

import java.net.URI;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.HttpCredentials;
import parley.engine.kernel.Secret;

/**
 * Where a provider of the OpenAI wire lives.
 *
 * @param provider the provider's name in a model's name
 * @param base the address up to and without {@code /chat/completions}
 * @param key the key it asks for, if any
 */
record Endpoint(String provider, URI base, Optional<Secret> key) {
    private static final String COMPLETIONS = "/chat/completions";
    private static final String MODELS = "/models";

    /** The two services that call the limit {@code max_completion_tokens}; everybody else says {@code max_tokens}. */
    boolean limitsCompletion() {
        return "api.openai.com".equals(base.getHost()) || "api.groq.com".equals(base.getHost());
    }

    boolean secure() {
        return "https".equals(base.getScheme());
    }

    int port() {
        if (base.getPort() > 0) return base.getPort();
        return secure() ? 443 : 80;
    }

    String completionsPath() {
        return path() + COMPLETIONS;
    }

    String modelsPath() {
        return path() + MODELS;
    }

    /** The request with the key that this endpoint asks for. */
    HttpRequest authorized(HttpRequest request) {
        return key.map(it -> request.addCredentials(HttpCredentials.createOAuth2BearerToken(it.reveal())))
                .orElse(request);
    }

    /** The path of an address below the base. */
    String below(String more) {
        return path() + more;
    }

    private String path() {
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
