package parley.engine.connection;

import com.typesafe.config.Config;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A provider that connections can be made to.
 *
 * @param base where it usually is
 * @param customizable whether it may be somewhere else
 * @param family the wire that it speaks
 */
public record ProviderInfo(
        String id,
        String displayName,
        boolean requiresKey,
        String defaultModel,
        Optional<URI> base,
        boolean customizable,
        ProviderFamily family,
        List<Model> models) {
    public ProviderInfo {
        models = List.copyOf(models);
    }

    /** A model that is known to be there, and the tokens of its window. */
    public record Model(String id, String name, int context) {}

    static ProviderInfo from(String id, Config config) {
        String base = config.getString("base-url").strip();
        return new ProviderInfo(
                id,
                config.getString("name"),
                config.getBoolean("requires-key"),
                config.getString("default-model"),
                base.isEmpty() ? Optional.empty() : Optional.of(Wiring.address(base)),
                config.getBoolean("customizable"),
                ProviderFamily.from(config),
                config.getConfigList("models").stream().map(ProviderInfo::model).toList());
    }

    private static Model model(Config config) {
        return new Model(config.getString("id"), config.getString("name"), config.getInt("context"));
    }
}
