package parley.http.chatsparty;

import com.typesafe.config.Config;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.engine.speech.Speaker;
import parley.engine.voicing.Delivery;
import parley.engine.voicing.VoiceAccess;
import parley.engine.voicing.VoiceProvider;

/** The connection to voices that everybody has without having made it: the voices of this server. */
final class PlatformVoice {
    /** What clients know it by. */
    static final String ID = "chatsparty-default-voice";

    private static final String OWNER = "system";

    private final Settings settings;
    private final Speaker speaker;
    private final Instant since;

    PlatformVoice(Settings settings, Speaker speaker, Instant since) {
        this.settings = settings;
        this.speaker = speaker;
        this.since = since;
    }

    /**
     * Whether it is offered, and what clients are shown of it, {@code parley.chatsparty.default-voice}.
     *
     * @param provider empty for this server
     * @param voice empty for the best there is
     */
    record Settings(boolean enabled, String provider, String voice) {
        static Settings from(Config config) {
            return new Settings(
                    PlatformSettings.isYes(config.getString("enabled")),
                    config.getString("provider").strip(),
                    config.getString("voice").strip());
        }
    }

    static boolean is(String connection) {
        return connection.equals(ID);
    }

    /** How it is shown; nothing where the operator does not offer it. */
    Optional<VoiceConnectionAnswer> shown() {
        if (!settings.enabled) return Optional.empty();
        Delivery usual = Delivery.USUAL;
        return Optional.of(new VoiceConnectionAnswer(
                ID,
                "ChatsParty Default Voice",
                "The voices of this server; they need no key.",
                settings.provider.isEmpty() ? "chatsparty" : settings.provider,
                "tts",
                voice(),
                usual.speed(),
                usual.pitch(),
                usual.stability(),
                usual.clarity(),
                VoiceConnectionAnswer.word(usual.style()),
                null,
                false,
                true,
                false,
                true,
                OWNER,
                since,
                since));
    }

    /** What it is asked for its voices with. */
    VoiceAccess access() {
        return new VoiceAccess(VoiceProvider.CHATSPARTY, null, Optional.empty());
    }

    private @Nullable String voice() {
        if (!settings.voice.isEmpty()) return settings.voice;
        return speaker.voices().stream()
                .findFirst()
                .map(it -> it.voice().toString())
                .orElse(null);
    }
}
