package parley.http.chatsparty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.ChatStyle;
import parley.engine.agent.Persona;
import parley.engine.agent.VoiceChoice;

/**
 * An agent as clients describe it; what is absent stays as it is, and of what is new nothing is asked but a name.
 *
 * @param aiConfig counts for nothing but its connection: a model is what a connection leads to
 */
record AgentForm(
        @Nullable String name,
        @Nullable String prompt,
        @Nullable String characteristics,
        @Nullable String gender,
        @Nullable String connectionId,
        @Nullable StyleForm chatStyle,
        @Nullable VoiceForm voiceConfig,
        @Nullable Boolean voiceEnabled,
        @Nullable AiForm aiConfig) {

    record AiForm(@Nullable String connectionId) {}

    record StyleForm(
            @Nullable String friendliness,
            @Nullable String responseLength,
            @Nullable String personality,
            @Nullable String humor,
            @Nullable String expertiseLevel) {

        ChatStyle appliedTo(ChatStyle it) {
            return new ChatStyle(
                    said(friendliness, it.friendliness()),
                    said(responseLength, it.responseLength()),
                    said(personality, it.personality()),
                    said(humor, it.humor()),
                    said(expertiseLevel, it.expertiseLevel()));
        }
    }

    record VoiceForm(
            @Nullable Boolean voiceEnabled,
            @Nullable String voiceConnectionId,
            @Nullable String selectedVoiceId,
            @Nullable JsonNode podcastSettings) {}

    /** The connection that is asked for, if any. */
    @Nullable
    String connection() {
        String first = connectionId == null ? "" : connectionId.strip();
        if (!first.isEmpty()) return first;
        String second = aiConfig == null || aiConfig.connectionId == null ? "" : aiConfig.connectionId.strip();
        return second.isEmpty() ? null : second;
    }

    /** Who the agent then is; one that is described otherwise stays so until something of this is told. */
    Persona appliedTo(Persona persona) {
        if (prompt == null && characteristics == null && gender == null && chatStyle == null) return persona;
        if (persona instanceof Persona.Carded it) return appliedTo(it);
        Persona.Styled before = styled(persona);
        return new Persona.Styled(
                prompt == null ? before.prompt() : prompt,
                characteristics == null ? before.characteristics() : characteristics,
                said(gender, before.gender()),
                chatStyle == null ? before.style() : chatStyle.appliedTo(before.style()));
    }

    /** A character stays one: its card takes the words, and has no place for a gender or a style. */
    private Persona appliedTo(Persona.Carded character) {
        ObjectNode changes = JsonNodeFactory.instance.objectNode();
        if (prompt != null) changes.put("description", prompt);
        if (characteristics != null) changes.put("personality", characteristics);
        return changes.isEmpty()
                ? character
                : new Persona.Carded(character.card().with(changes), character.portrait());
    }

    /** What it then is heard with; the whole choice is replaced where there is one. */
    @Nullable
    VoiceChoice appliedTo(@Nullable VoiceChoice before) {
        if (voiceConfig != null) {
            JsonNode podcast = voiceConfig.podcastSettings;
            return new VoiceChoice(
                    Boolean.TRUE.equals(voiceConfig.voiceEnabled) || Boolean.TRUE.equals(voiceEnabled),
                    filled(voiceConfig.voiceConnectionId),
                    filled(voiceConfig.selectedVoiceId),
                    podcast == null || podcast.isNull() ? null : podcast.toString());
        }
        if (voiceEnabled == null) return before;
        return before == null
                ? new VoiceChoice(voiceEnabled, null, null, null)
                : new VoiceChoice(voiceEnabled, before.connection(), before.voice(), before.podcast());
    }

    /** An agent with a style, or the same agent told as one. */
    static Persona.Styled styled(Persona persona) {
        return switch (persona) {
            case Persona.Styled styled -> styled;
            case Persona.Plain plain -> new Persona.Styled(plain.prompt(), "", Persona.Styled.NEUTRAL, ChatStyle.USUAL);
            case Persona.Carded it ->
                new Persona.Styled(
                        it.card().data().description(),
                        it.card().data().personality(),
                        Persona.Styled.NEUTRAL,
                        ChatStyle.USUAL);
        };
    }

    private static String said(@Nullable String text, String otherwise) {
        return text == null || text.isBlank() ? otherwise : text.strip();
    }

    private static @Nullable String filled(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
