package parley.http.chatsparty;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.engine.connection.ConnectionKey;
import parley.engine.connection.Wiring;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Secret;
import parley.engine.voicing.Delivery;
import parley.engine.voicing.VoiceAccess;
import parley.engine.voicing.VoiceChange;
import parley.engine.voicing.VoiceProvider;
import parley.engine.voicing.VoiceWiring;

/** A connection to voices as forms send it: with empty texts where nothing was typed. */
record VoiceConnectionForm(
        @Nullable String name,
        @Nullable String description,
        @Nullable String provider,
        @Nullable String providerType,
        @Nullable String voiceId,
        @Nullable Double speed,
        @Nullable Double pitch,
        @Nullable Double stability,
        @Nullable Double clarity,
        @Nullable String style,
        @Nullable String apiKey,
        @Nullable String baseUrl,
        @Nullable Boolean isCloudProxy,
        @Nullable Boolean isActive) {
    VoiceWiring wiring() {
        Delivery usual = Delivery.USUAL;
        return new VoiceWiring(
                required("name", said(name)),
                description == null ? "" : description,
                required("provider", chosenProvider()),
                required("provider_type", chosenKind()),
                said(voiceId),
                new Delivery(
                        speed == null ? usual.speed() : speed,
                        pitch == null ? usual.pitch() : pitch,
                        stability == null ? usual.stability() : stability,
                        clarity == null ? usual.clarity() : clarity,
                        Optional.ofNullable(chosenStyle()).orElse(usual.style())),
                base(),
                isCloudProxy != null && isCloudProxy,
                isActive == null || isActive);
    }

    /** An emptied description, voice or address is one; anything else cannot be emptied. */
    VoiceChange change() {
        return new VoiceChange(
                said(name),
                description,
                chosenProvider(),
                chosenKind(),
                voiceId != null,
                said(voiceId),
                speed,
                pitch,
                stability,
                clarity,
                chosenStyle(),
                baseUrl != null,
                base(),
                isCloudProxy,
                isActive);
    }

    /** Something to try before it is stored. */
    VoiceAccess access() {
        return new VoiceAccess(required("provider", chosenProvider()), base(), secret());
    }

    /** The key; none where the field is left out, empty or a mask. */
    Optional<Secret> secret() {
        return apiKey == null ? Optional.empty() : ConnectionKey.in(apiKey);
    }

    private @Nullable VoiceProvider chosenProvider() {
        return word("provider", provider, VoiceProvider.values());
    }

    private VoiceWiring.@Nullable Kind chosenKind() {
        return word("provider_type", providerType, VoiceWiring.Kind.values());
    }

    private Delivery.@Nullable Style chosenStyle() {
        return word("style", style, Delivery.Style.values());
    }

    private @Nullable URI base() {
        String address = said(baseUrl);
        return address == null ? null : Wiring.address(address);
    }

    private static <T extends Enum<T>> @Nullable T word(String field, @Nullable String text, T[] known) {
        String said = said(text);
        if (said == null) return null;
        return Stream.of(known)
                .filter(it -> it.name().equals(said.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(field + " must be one of "
                        + Stream.of(known).map(VoiceConnectionAnswer::word).collect(Collectors.joining(", "))));
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) throw Refusal.invalid(field + " is required");
        return value;
    }

    private static @Nullable String said(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "VoiceConnectionForm[" + name + ", " + provider + "]";
    }
}
