package parley.http.chatsparty;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentProfile;
import parley.engine.agent.VoiceChoice;
import parley.engine.kernel.Page;

/**
 * Which agents a client wants to see.
 *
 * @param name a part of the name, in lower case
 * @param connection theirs; the platform's by any of its names
 */
record AgentQuery(
        int page,
        int limit,
        @Nullable String name,
        @Nullable String connection,
        @Nullable Boolean voiceEnabled) {
    private static final int MOST_PAGES = 1_000_000;

    static AgentQuery of(Map<String, String> parameters) {
        Asked asked = new Asked(parameters);
        String name = asked.text("name");
        return new AgentQuery(
                asked.number("page", 1, MOST_PAGES),
                asked.number("limit", Page.MOST, Page.MOST),
                name == null ? null : name.toLowerCase(Locale.ROOT),
                asked.text("connectionId", "connection_id"),
                asked.truth("voiceEnabled", "voice_enabled"));
    }

    static AgentQuery through(String connection) {
        return new AgentQuery(1, Page.MOST, null, connection, null);
    }

    boolean fits(AgentProfile it) {
        return (name == null || it.casting().name().toLowerCase(Locale.ROOT).contains(name))
                && (connection == null || uses(it, connection))
                && (voiceEnabled == null || voiceEnabled == isHeard(it));
    }

    /** Those on the page that was asked for. */
    <T> List<T> slice(List<T> all) {
        return all.stream().skip((page - 1L) * limit).limit(limit).toList();
    }

    private static boolean uses(AgentProfile it, String connection) {
        String used = AgentAnswers.connection(it.casting());
        return used.equals(connection) || (used.equals(PlatformDefault.ID) && PlatformDefault.is(connection));
    }

    private static boolean isHeard(AgentProfile it) {
        VoiceChoice choice = it.casting().voiceChoice();
        return choice != null && choice.enabled();
    }
}
