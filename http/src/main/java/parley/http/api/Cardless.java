package parley.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import parley.engine.agent.Participant;
import parley.engine.agent.Persona;
import parley.engine.conversation.ConversationEvent;
import parley.engine.kernel.JournalJson;

/** Events with the journal's own JSON, but for cards: they are long, and viewers need no more than that there is one. */
final class Cardless {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Cardless() {}

    static byte[] json(ConversationEvent event) {
        return switch (event) {
            case ConversationEvent.Opened it
            when it.participants().stream().anyMatch(Cardless::carded) ->
                stripped(new ConversationEvent.Opened(it.owner(), it.title(), brief(it.participants()), it.at()));
            case ConversationEvent.AgentSeated it
            when carded(it.participant()) ->
                stripped(new ConversationEvent.AgentSeated(it.participant().brief(), it.at()));
            default -> JournalJson.write(event);
        };
    }

    private static List<Participant> brief(List<Participant> participants) {
        return participants.stream().map(Participant::brief).toList();
    }

    private static boolean carded(Participant it) {
        return it.casting().persona() instanceof Persona.Carded;
    }

    private static byte[] stripped(ConversationEvent brief) {
        try {
            JsonNode tree = MAPPER.readTree(JournalJson.write(brief));
            strip(tree.path("participant"));
            tree.path("participants").forEach(Cardless::strip);
            return MAPPER.writeValueAsBytes(tree);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void strip(JsonNode participant) {
        if (participant.path("casting").path("persona") instanceof ObjectNode persona) persona.remove("card");
    }
}
