package parley.http.api;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import parley.engine.conversation.ConversationView;
import parley.engine.conversation.Receipt;
import parley.engine.floor.Choice;
import parley.engine.kernel.Refusal;
import parley.engine.llm.ModelRef;
import parley.engine.llm.Usage;

/** How a reply in memory came about: in one attempt whose prompt nobody kept. */
final class FakeReceipt {
    private FakeReceipt() {}

    static Receipt of(ConversationView room, int turn) {
        ConversationView.Line line = room.lines().stream()
                .filter(it -> it.turn() == turn && turn > 0)
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("turn " + turn + " was not begun in this conversation"));
        Instant at = line.at();
        return new Receipt(
                room.id(),
                turn,
                Objects.requireNonNull(line.agent()),
                line.name(),
                new Choice("round-robin", List.of(line.agent()), "it is their turn", 0),
                ModelRef.DEFAULT,
                "completed",
                line.text(),
                "0123",
                new Usage(1, 2, true),
                null,
                5,
                3L,
                List.of(),
                List.of(new Receipt.Attempt(
                        1,
                        ModelRef.DEFAULT,
                        new Choice("round-robin", List.of(), "", 0),
                        0,
                        5,
                        null,
                        null,
                        false,
                        "completed",
                        null,
                        0,
                        0,
                        12L,
                        null,
                        40L,
                        at)),
                List.of(),
                at,
                at);
    }
}
