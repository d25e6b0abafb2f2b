package parley.http.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.agent.Participant;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.ConversationView;
import parley.engine.conversation.Cursor;
import parley.engine.llm.ModelRef;
import parley.engine.speech.Voice;

/** A whole conversation on the wire; watching from {@code cursor} misses nothing and repeats nothing. */
record Room(
        ConversationId id,
        String title,
        List<Seated> participants,
        List<Said> lines,
        boolean running,
        Cursor cursor,
        Instant createdAt,
        Instant updatedAt) {

    record Seated(AgentId agent, String name, ModelRef model, Voice voice) {
        static Seated of(Participant it) {
            return new Seated(
                    it.agent(), it.name(), it.casting().model(), it.casting().voice());
        }
    }

    record Said(int turn, @Nullable AgentId agent, String name, String text, String ending, Instant at) {
        static Said of(ConversationView.Line it) {
            return new Said(it.turn(), it.agent(), it.name(), it.text(), it.ending(), it.at());
        }
    }

    static Room of(ConversationView it) {
        return new Room(
                it.id(),
                it.title(),
                it.participants().stream().map(Seated::of).toList(),
                it.lines().stream().map(Said::of).toList(),
                it.running(),
                it.cursor(),
                it.createdAt(),
                it.updatedAt());
    }

    String address() {
        return "/api/conversations/" + id;
    }
}
