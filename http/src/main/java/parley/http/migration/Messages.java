package parley.http.migration;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.conversation.PastLine;
import parley.http.migration.Report.Fate;

/** What was said in one conversation, in its order, as lines; a message that is too long for one becomes several. */
final class Messages {
    private static final int LONGEST_NAME = 200;
    private static final String SYSTEM = "system";

    private final Move move;
    private final String room;
    private final Beside rows;
    private final Iterator<JsonNode> carried;
    private final Queue<PastLine> ready = new ArrayDeque<>();
    private Instant last;
    private boolean any;

    /** Of a conversation, which carries messages itself where there are no rows of them. */
    Messages(Move move, String room, Fields conversation, Beside rows) {
        this.move = move;
        this.room = room;
        this.rows = rows;
        this.carried = conversation
                .tree("messages")
                .filter(JsonNode::isArray)
                .map(JsonNode::iterator)
                .orElse(java.util.Collections.emptyIterator());
        this.last = conversation.time("created_at").orElse(move.since());
    }

    /** The next line; none after the last. */
    @Nullable
    PastLine next() {
        while (ready.isEmpty()) {
            Optional<Fields> row = row();
            if (row.isEmpty()) return null;
            try {
                take(row.get());
            } catch (Misfit broken) {
                move.report().tell(Kind.MESSAGES, Fate.SKIPPED, room, broken.why());
            }
        }
        return ready.remove();
    }

    private Optional<Fields> row() {
        Optional<Fields> row = rows.of(room);
        if (row.isPresent()) {
            any = true;
            move.progress().step();
            return row;
        }
        return !any && carried.hasNext() ? Optional.of(Fields.of(carried.next())) : Optional.empty();
    }

    private void take(Fields row) {
        String text = row.text("content", "message").orElseThrow(() -> new Misfit("a message of it says nothing"));
        String speaker = row.text("speaker").map(String::strip).orElse("");
        String role =
                row.text("role").orElse(speaker.equalsIgnoreCase(PastLine.PERSON) ? PastLine.PERSON : "assistant");
        Instant at = row.time("created_at", "timestamp").orElse(last);
        last = at;
        AgentId agent = role.equals("assistant")
                ? row.text("agent_id").flatMap(MovingRooms::seat).orElse(null)
                : null;
        String name = switch (role) {
            case PastLine.PERSON -> PastLine.PERSON;
            case SYSTEM -> SYSTEM;
            default -> speaker.isEmpty() ? "Assistant" : Texts.cut(speaker, LONGEST_NAME);
        };
        Texts.parts(text, Pieces.longest()).stream()
                .filter(it -> !it.isBlank())
                .forEach(it -> ready.add(new PastLine(agent, name, it, at)));
    }
}
