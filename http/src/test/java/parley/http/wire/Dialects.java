package parley.http.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** All that are played. */
public final class Dialects {
    static final List<Dialect> ALL = Stream.concat(
                    Arrays.stream(OpenAiDialect.Kin.values())
                            .map(OpenAiDialect::new)
                            .map(Dialect.class::cast),
                    Stream.of(
                            new AnthropicDialect(),
                            new GeminiDialect(),
                            new VertexDialect(new GeminiDialect()),
                            new OllamaDialect()))
            .toList();

    /** One of each family that a server can be told to reach by an address alone, and how it calls their provider. */
    public static final Map<String, Dialect> FAMILIES = Map.of(
            "openai", new OpenAiDialect(OpenAiDialect.Kin.OPENAI),
            "anthropic", new AnthropicDialect(),
            "google", new GeminiDialect(),
            "ollama", new OllamaDialect());

    private Dialects() {}

    /** The family that a provider is of. */
    public static Dialect of(String provider) {
        return Objects.requireNonNull(FAMILIES.get(provider), provider);
    }
}
