package parley.http.provider;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.http.javadsl.ClientTransport;
import org.jspecify.annotations.Nullable;
import parley.engine.connection.ProviderFamily;
import parley.http.wire.Wire;
import parley.http.wire.WireSettings;
import parley.http.wire.anthropic.AnthropicWire;
import parley.http.wire.google.AccessTokens;
import parley.http.wire.google.GeminiWire;
import parley.http.wire.google.VertexWire;
import parley.http.wire.ollama.OllamaWire;
import parley.http.wire.openai.OpenAiWire;

/** The wire of each family of providers. Tokens of service accounts are held here, so there is one for each transport. */
final class Families {
    private static final Pattern HOST = Pattern.compile("([a-z0-9-]+)-aiplatform\\.googleapis\\.com");
    private static final Pattern PATH = Pattern.compile("/projects/([^/]+)/locations/([^/]+)");
    private static final String GLOBAL = "global";

    private final @Nullable Double temperature;
    private final AccessTokens tokens;

    Families(WireSettings settings, Duration within, ClientTransport transport, ClassicActorSystemProvider system) {
        this.temperature = settings.temperature();
        this.tokens = new AccessTokens(settings, within, transport, system, Clock.systemUTC());
    }

    /**
     * The wire that is spoken at an address.
     *
     * @param window tokens that a model is to be loaded with, where that is for the asking
     */
    Wire wire(ProviderFamily family, URI address, int window) {
        return switch (family) {
            case OPENAI -> new OpenAiWire(temperature);
            case ANTHROPIC -> new AnthropicWire(temperature);
            case GEMINI -> new GeminiWire(temperature);
            case VERTEX -> vertex(address);
            case OLLAMA -> new OllamaWire(temperature, window);
        };
    }

    /** An address of Vertex AI may name a project and a location; the wire wants it without. */
    static URI base(ProviderFamily family, URI address) {
        if (family != ProviderFamily.VERTEX) return address;
        Matcher named = PATH.matcher(path(address));
        return named.find() ? address.resolve("/").resolve(path(address).substring(0, named.start())) : address;
    }

    private VertexWire vertex(URI address) {
        Matcher named = PATH.matcher(path(address));
        if (named.find()) return new VertexWire(temperature, named.group(1), named.group(2), tokens);
        Matcher host = HOST.matcher(Optional.ofNullable(address.getHost()).orElse(""));
        return new VertexWire(temperature, "", host.matches() ? host.group(1) : GLOBAL, tokens);
    }

    private static String path(URI address) {
        return Optional.ofNullable(address.getRawPath()).orElse("");
    }
}
