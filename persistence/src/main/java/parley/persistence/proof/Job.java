package parley.persistence.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a conversation says of one turn or question that is paid for. Used by one fold only. */
final class Job {
    final String what;
    final String hold;
    /** Credits that the ledger was asked for first. */
    final long asked;
    /** What lost attempts cost, by the events that say so. */
    final Map<Integer, Lost> lost = new LinkedHashMap<>();

    long held;

    @Nullable
    Cost cost;

    int attempt = 1;

    @Nullable
    Fact end;

    long credits;

    record Lost(Fact said, long credits) {}

    Job(String what, String hold, long asked, @Nullable Cost cost) {
        this.what = what;
        this.hold = hold;
        this.asked = asked;
        this.held = asked;
        this.cost = cost;
    }

    /** The price of an event that names one. */
    static @Nullable Cost cost(Fact it) {
        return it.has("price") ? new Cost(it.data().path("price")) : null;
    }

    /** What a use comes to; absent where no price was kept. */
    @Nullable
    Long worth(JsonNode usage, boolean onlyAnswers) {
        if (cost == null) return null;
        if (onlyAnswers && Fact.number(usage, "outputTokens") == 0) return 0L;
        return Math.min(held, cost.of(usage));
    }
}
