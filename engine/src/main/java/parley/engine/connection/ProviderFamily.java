package parley.engine.connection;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.util.Locale;
import java.util.stream.Stream;

/** What providers speak: the wire of OpenAI, which most do, or one of their own. */
public enum ProviderFamily {
    OPENAI,
    ANTHROPIC,
    GEMINI,
    VERTEX,
    OLLAMA;

    static ProviderFamily from(Config provider) {
        String family = provider.getString("family");
        return Stream.of(values())
                .filter(it -> it.toString().equals(family))
                .findFirst()
                .orElseThrow(() -> new ConfigException.BadValue(
                        provider.origin(), "family", "it is openai, anthropic, gemini, vertex or ollama"));
    }

    /** As settings write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
