package parley.http.migration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.agent.Casting;
import parley.engine.agent.ChatStyle;
import parley.engine.agent.Persona;
import parley.engine.agent.VoiceChoice;
import parley.engine.connection.ConnectedModel;
import parley.engine.connection.ConnectionId;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.llm.ModelRef;
import parley.engine.speech.Voice;
import parley.http.migration.Report.Fate;

/** Users' agents. What they think with is their connection; copies of its key in them are not even looked at. */
record MovingAgents(Move move) {
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_ID = 255;
    private static final int LONGEST_WORD = 100;
    private static final int LONGEST_SETTINGS = 8_000;

    /** What both servers and their clients called the connection of the platform. */
    private static final Pattern PLATFORM =
            Pattern.compile("default|chatsparty-default|system-default-.*|system-fallback-.*", Pattern.DOTALL);

    private static final String PLATFORM_VOICE = "chatsparty-default-voice";

    void run() {
        try (Origin.Rows rows = move.origin().rows(Kind.AGENTS)) {
            for (Fields row = rows.next(); row != null; row = rows.next()) {
                Fields agent = row;
                move.each(Kind.AGENTS, agent, () -> moved(agent));
            }
        }
        move.crew().rest();
    }

    private void moved(Fields row) {
        AgentId id = new AgentId(row.id());
        UserId user = move.owner(row);
        Casting casting = new Casting(
                Texts.cut(row.must("name").strip(), LONGEST_NAME),
                persona(row, id),
                model(row, id),
                Voice.NONE,
                voice(row).orElse(null));
        Step step = new Step(move, Kind.AGENTS, id.value(), id.value());
        step.then(() -> move.destination()
                .agent(user, id, casting, row.time("created_at").orElse(move.since())));
        step.end();
    }

    private Persona persona(Fields row, AgentId id) {
        return new Persona.Styled(
                kept(row, id, "prompt", Persona.LONGEST_PROMPT),
                kept(row, id, "characteristics", Persona.LONGEST_CHARACTERISTICS),
                row.text("gender")
                        .map(it -> Texts.cut(it.strip().toLowerCase(Locale.ROOT), Persona.LONGEST_GENDER))
                        .orElse(Persona.Styled.NEUTRAL),
                style(row.within("chat_style")));
    }

    private String kept(Fields row, AgentId id, String field, int longest) {
        String text = row.text(field).orElse("");
        if (text.length() > longest)
            move.report()
                    .tell(
                            Kind.AGENTS,
                            Fate.CHANGED,
                            id.value(),
                            "its " + field + " is cut to " + longest + " characters");
        return Texts.cut(text, longest);
    }

    private static ChatStyle style(Fields style) {
        ChatStyle usual = ChatStyle.USUAL;
        return new ChatStyle(
                word(style, "friendliness", usual.friendliness()),
                word(style, "response_length", usual.responseLength()),
                word(style, "personality", usual.personality()),
                word(style, "humor", usual.humor()),
                word(style, "expertise_level", usual.expertiseLevel()));
    }

    private static String word(Fields style, String name, String usual) {
        return style.text(name).map(it -> Texts.cut(it, LONGEST_WORD)).orElse(usual);
    }

    private ModelRef model(Fields row, AgentId id) {
        Optional<String> connection = row.text("connection_id")
                .or(() -> row.within("ai_config", "model_config").text("connection_id"));
        if (connection.isEmpty() || PLATFORM.matcher(connection.get()).matches()) return ModelRef.DEFAULT;
        try {
            return new ConnectedModel(new ConnectionId(connection.get()), null).ref();
        } catch (Refusal no) {
            move.report().tell(Kind.AGENTS, Fate.CHANGED, id.value(), "it speaks through the platform: " + no.reason());
            return ModelRef.DEFAULT;
        }
    }

    private static Optional<VoiceChoice> voice(Fields row) {
        boolean enabled = row.flag(false, "voice_enabled");
        String connection = row.text("voice_connection_id")
                .filter(it -> !it.equals(PLATFORM_VOICE))
                .map(it -> Texts.cut(it, LONGEST_ID))
                .orElse(null);
        JsonNode podcast = row.tree("podcast_settings").orElse(null);
        String voice = row.within("podcast_settings")
                .text("selected_voice_id")
                .map(it -> Texts.cut(it, LONGEST_ID))
                .orElse(null);
        if (!enabled && connection == null && podcast == null) return Optional.empty();
        return Optional.of(new VoiceChoice(enabled, connection, voice, settings(podcast)));
    }

    private static @Nullable String settings(@Nullable JsonNode podcast) {
        String text = podcast == null ? "" : podcast.toString();
        return text.isEmpty() || text.length() > LONGEST_SETTINGS ? null : text;
    }
}
