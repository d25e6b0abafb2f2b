package parley.http.provider;

import java.net.URI;
import java.util.Optional;
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
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        return (path.endsWith("/") ? path.substring(0, path.length() - 1) : path) + COMPLETIONS;
    }
}
