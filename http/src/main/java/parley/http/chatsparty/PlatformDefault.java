package parley.http.chatsparty;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import parley.engine.connection.ProviderCatalogue;
import parley.engine.connection.ProviderInfo;
import parley.engine.llm.ChatModels;
import parley.engine.llm.ModelRef;

/**
 * The connection that everybody has without having made it; it stands for {@link ModelRef#DEFAULT}. It has no owner, no key
 * and no address, and nobody can change it. The servers of each era had a name of their own for it, and clients send them
 * all.
 */
final class PlatformDefault {
    /** What clients know it by. */
    static final String ID = "chatsparty-default";

    private static final Pattern NAMES =
            Pattern.compile("default|chatsparty-default|system-default-.{0,100}|system-fallback-.{0,100}");
    private static final String DESCRIPTION = "The connection of this server; it needs no key.";

    private final PlatformSettings settings;
    private final ChatModels models;
    private final ProviderCatalogue providers;
    private final Instant since;

    PlatformDefault(PlatformSettings settings, ChatModels models, ProviderCatalogue providers, Instant since) {
        this.settings = settings;
        this.models = models;
        this.providers = providers;
        this.since = since;
    }

    /** Whether this is one of its names. */
    static boolean is(String connection) {
        return NAMES.matcher(connection).matches();
    }

    boolean enabled() {
        return settings.enabled();
    }

    String provider() {
        return settings.provider().isEmpty() ? preferred().provider() : settings.provider();
    }

    String model() {
        return settings.model().isEmpty() ? preferred().model() : settings.model();
    }

    /** The models that it can be had with. */
    List<String> models() {
        return models.offered().stream().map(it -> it.ref().model()).distinct().toList();
    }

    /** How it is shown; nothing where the operator does not offer it. */
    Optional<ConnectionAnswer> shown() {
        if (!enabled()) return Optional.empty();
        return Optional.of(
                ConnectionAnswer.ofPlatform(ID, label() + " Default", DESCRIPTION, provider(), model(), since));
    }

    private String label() {
        String provider = provider();
        return providers
                .find(provider)
                .map(ProviderInfo::displayName)
                .orElseGet(() -> Character.toUpperCase(provider.charAt(0)) + provider.substring(1));
    }

    private ModelRef preferred() {
        return models.preferred().ref();
    }
}
