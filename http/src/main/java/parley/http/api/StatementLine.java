package parley.http.api;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.engine.ledger.Transaction;

/** One transaction as a message and as a row of a file, the columns in this order. */
@JsonPropertyOrder({
    "id",
    "sequence",
    "at",
    "type",
    "credits",
    "held",
    "before",
    "after",
    "reason",
    "description",
    "hold",
    "order",
    "room",
    "agent",
    "model",
    "by"
})
record StatementLine(
        String id,
        long sequence,
        Instant at,
        String type,
        long credits,
        long held,
        long before,
        long after,
        String reason,
        @Nullable String description,
        @Nullable String hold,
        @Nullable String order,
        @Nullable String room,
        @Nullable String agent,
        @Nullable String model,
        @Nullable String by) {
    static StatementLine of(Transaction it) {
        return new StatementLine(
                it.id(),
                it.sequence(),
                it.at(),
                it.type().word(),
                it.credits(),
                it.held(),
                it.before(),
                it.after(),
                it.reason(),
                it.description(),
                text(it.hold()),
                it.order(),
                it.room(),
                it.agent(),
                text(it.model()),
                text(it.by()));
    }

    private static @Nullable String text(@Nullable Object name) {
        return name == null ? null : name.toString();
    }
}
