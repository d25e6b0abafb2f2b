package parley.http.migration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import parley.engine.agent.AgentId;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.PastLine;
import parley.engine.kernel.Names;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.http.migration.Destination.RoomPlan;
import parley.http.migration.Destination.Seat;

/** Conversations, each with what was said in it: from rows of messages, or from the messages that it carries itself. */
record MovingRooms(Move move) {
    private static final int LONGEST_TITLE = 200;
    private static final int MOST_SEATS = 16;

    /** Pieces of lines that are read before the room is opened: whoever speaks in them sits in it. */
    private static final int PIECES_FIRST = 4;

    private static final int TITLE_OF_MESSAGE = 50;

    void run() {
        try (Origin.Rows rooms = move.origin().rows(Kind.CONVERSATIONS);
                Beside messages = new Beside(move.origin(), Kind.MESSAGES, (_, _) -> move.orphan(Kind.MESSAGES))) {
            for (Fields row = rooms.next(); row != null; row = rooms.next()) {
                Fields room = row;
                String id = row.text("id").orElse("");
                move.each(Kind.CONVERSATIONS, room, () -> moved(room, messages));
                while (messages.of(id).isPresent()) move.orphan(Kind.MESSAGES);
            }
            messages.rest();
        }
        move.crew().rest();
    }

    private void moved(Fields row, Beside messages) {
        String id = row.id();
        Names.check("conversation id", id);
        UserId owner = move.owner(row);
        Pieces pieces = new Pieces(new Messages(move, id, row, messages));
        List<List<PastLine>> first = pieces.some(PIECES_FIRST);
        RoomPlan plan = new RoomPlan(
                id,
                owner,
                title(row, first),
                seats(row, first),
                row.flag(false, "is_shared"),
                row.time("created_at").orElse(move.since()));
        Step step = new Step(move, Kind.CONVERSATIONS, id, id);
        AtomicReference<ConversationId> room = new AtomicReference<>();
        step.then(() -> move.destination().room(plan).thenAccept(room::set));
        int number = 0;
        long count = 0;
        for (List<List<PastLine>> some = first; !some.isEmpty(); some = pieces.some(PIECES_FIRST)) {
            for (List<PastLine> lines : some) {
                count += lines.size();
                String key = "import-" + number++;
                step.then(() -> added(room.get(), owner, key, lines));
            }
            if (number > PIECES_FIRST) step.await();
        }
        long said = count;
        step.end(() -> {}, () -> move.report().skip(Kind.MESSAGES, said, id, "of a conversation that was not moved"));
    }

    private CompletionStage<?> added(ConversationId room, UserId owner, String key, List<PastLine> lines) {
        return move.destination()
                .lines(room, owner, key, lines)
                .thenAccept(_ -> lines.forEach(_ -> move.report().moved(Kind.MESSAGES)));
    }

    /** Where there is none it is what was said first, as the Node server called it. */
    private static String title(Fields row, List<List<PastLine>> first) {
        Optional<String> said = first.stream()
                .flatMap(List::stream)
                .filter(it -> it.name().equals(PastLine.PERSON))
                .map(it -> it.text().strip())
                .findFirst()
                .map(it -> it.length() > TITLE_OF_MESSAGE ? Texts.cut(it, TITLE_OF_MESSAGE) + "..." : it);
        return row.text("title")
                .map(it -> Texts.cut(it.strip(), LONGEST_TITLE))
                .or(() -> said)
                .orElse("New Conversation");
    }

    /** Whoever the row names, then whoever has spoken; some versions of the servers kept no list. */
    private static List<Seat> seats(Fields row, List<List<PastLine>> first) {
        Map<String, Optional<String>> seats = new LinkedHashMap<>();
        for (String list : List.of("participants", "agent_ids"))
            row.tree(list)
                    .ifPresent(ids ->
                            ids.forEach(it -> named(it).ifPresent(id -> seats.putIfAbsent(id, Optional.empty()))));
        row.text("agent_id").ifPresent(it -> seats.putIfAbsent(it, Optional.empty()));
        for (List<PastLine> piece : first)
            for (PastLine line : piece)
                if (line.agent() != null) seats.put(line.agent().value(), Optional.of(line.name()));
        List<Seat> taken = new ArrayList<>();
        seats.forEach((id, name) -> seat(id).filter(_ -> taken.size() < MOST_SEATS)
                .ifPresent(it -> taken.add(new Seat(it, name.orElse(null)))));
        return taken;
    }

    private static Optional<String> named(JsonNode participant) {
        if (participant.isTextual()) return Optional.of(participant.textValue());
        return participant.isObject() ? Fields.of(participant).text("agent_id", "id") : Optional.empty();
    }

    static Optional<AgentId> seat(String id) {
        if (id.equalsIgnoreCase(PastLine.PERSON)) return Optional.empty();
        try {
            return Optional.of(new AgentId(id));
        } catch (Refusal _) {
            return Optional.empty();
        }
    }
}
