package parley.http.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.agent.Participant;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.ConversationView;
import parley.engine.conversation.Cursor;
import parley.engine.conversation.Person;
import parley.engine.llm.ModelRef;
import parley.engine.speech.Voice;

/**
 * A whole conversation on the wire; watching from {@code cursor} misses nothing and repeats nothing.
 *
 * @param state {@code resting}, {@code running}, {@code paused} or {@code waiting} for a person
 * @param next who is to speak in the coming turn, where that is decided already
 * @param queue messages that wait for the round to end, next one first
 * @param asks tools that the running turn may use only once the person allows it
 * @param persona who the person is to the characters
 * @param greeting the number of the greeting that the chosen branch begins with
 */
record Room(
        ConversationId id,
        String title,
        List<Seated> participants,
        List<Said> lines,
        boolean running,
        String state,
        List<AgentId> muted,
        RulesForm rules,
        ConversationView.@Nullable Next next,
        List<ConversationView.Waiting> queue,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ConversationView.ToolAsk> asks,
        ConversationView.@Nullable Origin origin,
        @Nullable Person persona,
        @Nullable Integer greeting,
        boolean shared,
        Cursor cursor,
        Instant createdAt,
        Instant updatedAt) {

    record Seated(AgentId agent, String name, ModelRef model, Voice voice) {
        static Seated of(Participant it) {
            return new Seated(
                    it.agent(), it.name(), it.casting().model(), it.casting().voice());
        }
    }

    /** A line on the chosen branch; its number is 0 while it is being said. */
    record Said(
            int line,
            int turn,
            @Nullable AgentId agent,
            String name,
            String text,
            String ending,
            boolean pinned,
            List<Integer> alternatives,
            Instant at) {
        static Said of(ConversationView.Line it) {
            return new Said(
                    it.line(),
                    it.turn(),
                    it.agent(),
                    it.name(),
                    it.text(),
                    it.ending(),
                    it.pinned(),
                    it.alternatives(),
                    it.at());
        }
    }

    static Room of(ConversationView it) {
        return new Room(
                it.id(),
                it.title(),
                it.participants().stream().map(Seated::of).toList(),
                it.lines().stream().map(Said::of).toList(),
                it.running(),
                it.state().name().toLowerCase(Locale.ROOT),
                it.participants().stream()
                        .map(Participant::agent)
                        .filter(it.muted()::contains)
                        .toList(),
                RulesForm.of(it.rules()),
                it.next(),
                it.queue(),
                it.asks(),
                it.origin(),
                it.person(),
                it.greeting(),
                it.shared(),
                it.cursor(),
                it.createdAt(),
                it.updatedAt());
    }

    String address() {
        return "/api/v1/conversations/" + id;
    }
}
