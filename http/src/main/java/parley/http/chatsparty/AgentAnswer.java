package parley.http.chatsparty;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.ChatStyle;

/** An agent with the keys of all its readers; no key to a provider is among them. */
record AgentAnswer(
        String agentId,
        String id,
        String name,
        String prompt,
        String characteristics,
        String gender,
        String connectionId,
        StyleAnswer chatStyle,
        VoiceAnswer voiceConfig,
        boolean voiceEnabled,
        AiAnswer aiConfig,
        Instant createdAt,
        Instant updatedAt) {

    record StyleAnswer(
            String friendliness, String responseLength, String personality, String humor, String expertiseLevel) {
        static StyleAnswer of(ChatStyle it) {
            return new StyleAnswer(
                    it.friendliness(), it.responseLength(), it.personality(), it.humor(), it.expertiseLevel());
        }
    }

    record VoiceAnswer(
            @Nullable String voiceConnectionId,
            boolean voiceEnabled,
            @Nullable String selectedVoiceId,
            @Nullable JsonNode podcastSettings) {}

    record AiAnswer(@Nullable String provider, @Nullable String modelName, String connectionId) {}
}
