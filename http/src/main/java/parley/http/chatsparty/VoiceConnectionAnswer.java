package parley.http.chatsparty;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import parley.engine.voicing.Delivery;
import parley.engine.voicing.VoiceConnectionProfile;
import parley.engine.voicing.VoiceWiring;

/** A connection to voices as its readers know it; never with its key, only with whether there is one. */
record VoiceConnectionAnswer(
        String id,
        String name,
        @Nullable String description,
        String provider,
        String providerType,
        @Nullable String voiceId,
        double speed,
        double pitch,
        double stability,
        double clarity,
        String style,
        @Nullable String baseUrl,
        boolean apiKeyEncrypted,
        boolean isActive,
        boolean isCloudProxy,
        @JsonProperty("is_default") boolean platform,
        String userId,
        Instant createdAt,
        Instant updatedAt) {
    static VoiceConnectionAnswer of(VoiceConnectionProfile it) {
        VoiceWiring wiring = it.wiring();
        Delivery delivery = wiring.delivery();
        return new VoiceConnectionAnswer(
                it.id().value(),
                wiring.name(),
                wiring.description(),
                word(wiring.provider()),
                word(wiring.kind()),
                wiring.voice(),
                delivery.speed(),
                delivery.pitch(),
                delivery.stability(),
                delivery.clarity(),
                word(delivery.style()),
                wiring.base() == null ? null : wiring.base().toString(),
                it.hasKey(),
                wiring.active(),
                wiring.proxied(),
                false,
                it.owner().value(),
                it.createdAt(),
                it.updatedAt());
    }

    static String word(Enum<?> of) {
        return of.name().toLowerCase(Locale.ROOT);
    }
}
