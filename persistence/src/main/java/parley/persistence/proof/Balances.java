package parley.persistence.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is true of an account, by its events or by what was kept of it elsewhere.
 *
 * @param grants what is left of each of which something is left
 * @param holds what is set aside, by hold
 */
record Balances(
        long available, long held, long spent, long purchased, Map<String, Long> grants, Map<String, Long> holds) {
    Balances {
        grants = new TreeMap<>(grants);
        holds = new TreeMap<>(holds);
        grants.values().removeIf(it -> it == 0);
    }

    /** The state of a snapshot. */
    static Balances of(JsonNode state) {
        Map<String, Long> grants = new HashMap<>();
        Map<String, Long> holds = new HashMap<>();
        state.path("grants").forEach(it -> grants.put(Fact.text(it, "grant"), Fact.number(it, "left")));
        state.path("holds").forEach(it -> holds.put(Fact.text(it, "hold"), Fact.number(it, "credits")));
        return new Balances(
                sum(grants), sum(holds), Fact.number(state, "spent"), Fact.number(state, "purchased"), grants, holds);
    }

    private static long sum(Map<String, Long> credits) {
        return credits.values().stream().mapToLong(Long::longValue).sum();
    }
}
