package parley.engine.voicing;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What is to be different about a connection to voices; what is null stays as it is.
 *
 * @param revoiced whether there is another voice, or none where {@code voice} is null
 * @param rebased whether there is another address, or the usual one where {@code base} is null
 */
public record VoiceChange(
        @Nullable String name,
        @Nullable String description,
        @Nullable VoiceProvider provider,
        VoiceWiring.@Nullable Kind kind,
        boolean revoiced,
        @Nullable String voice,
        @Nullable Double speed,
        @Nullable Double pitch,
        @Nullable Double stability,
        @Nullable Double clarity,
        Delivery.@Nullable Style style,
        boolean rebased,
        @Nullable URI base,
        @Nullable Boolean proxied,
        @Nullable Boolean active) {
    VoiceWiring appliedTo(VoiceWiring it) {
        return new VoiceWiring(
                name == null ? it.name() : name,
                description == null ? it.description() : description,
                provider == null ? it.provider() : provider,
                kind == null ? it.kind() : kind,
                revoiced ? voice : it.voice(),
                delivery(it.delivery()),
                rebased ? base : it.base(),
                proxied == null ? it.proxied() : proxied,
                active == null ? it.active() : active);
    }

    private Delivery delivery(Delivery it) {
        return new Delivery(
                speed == null ? it.speed() : speed,
                pitch == null ? it.pitch() : pitch,
                stability == null ? it.stability() : stability,
                clarity == null ? it.clarity() : clarity,
                style == null ? it.style() : style);
    }
}
