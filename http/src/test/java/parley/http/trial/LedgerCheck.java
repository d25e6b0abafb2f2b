package parley.http.trial;

import static parley.http.trial.Invariant.CHARGES_HAVE_TURNS;
import static parley.http.trial.Invariant.THE_LEDGER_ADDS_UP;
import static parley.http.trial.Invariant.WASTE_IS_BOOKED_ONCE;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import parley.http.trial.Evidence.Entry;

/** Counts the credits of one account again, and holds them against the rooms that they were spent in. */
record LedgerCheck(Findings findings) {

    /** What the rooms say that turns cost, by hold. */
    private record Turns(Map<String, Long> priced, Map<String, Long> ended, Map<String, Long> charged) {}

    void check(Evidence evidence) {
        Map<String, Long> settled = counted(evidence.account(), evidence.spent());
        Turns turns = turns(evidence.rooms());
        turns.ended.forEach((hold, credits) -> {
            agree(hold, "cost", credits, "the ledger took", settled.getOrDefault(hold, 0L));
            agree(hold, "cost", credits, "its room was told", turns.charged.get(hold));
        });
        settled.keySet().forEach(hold -> has(turns.ended, hold, "the ledger charged for it and it is no ended turn"));
        turns.charged.keySet().forEach(hold -> has(turns.ended, hold, "its room was told of a charge before its end"));
        held(evidence.account())
                .forEach((hold, credits) -> agree(hold, "was held with", credits, "priced", turns.priced.get(hold)));
        waste(evidence);
    }

    private void agree(String hold, String what, long credits, String other, @Nullable Long told) {
        findings.check(
                told != null && told == credits,
                CHARGES_HAVE_TURNS,
                "turn " + hold + " " + what + " " + credits + ", " + other + " " + told);
    }

    private void has(Map<String, Long> turns, String hold, String what) {
        findings.check(turns.containsKey(hold), CHARGES_HAVE_TURNS, "turn " + hold + ": " + what);
    }

    /** Folds an account's journal anew; answers what was taken, by hold. */
    private Map<String, Long> counted(List<Entry> account, long told) {
        Map<String, Long> holds = new HashMap<>();
        Map<String, Long> settled = new TreeMap<>();
        Set<String> ended = new HashSet<>();
        long available = 0;
        long spent = 0;
        for (Entry entry : account) {
            switch (entry.event()) {
                case "account.granted" -> available += entry.credits();
                case "account.held" -> {
                    available -= entry.credits();
                    adds(entry, holds.put(entry.hold(), entry.credits()) == null, "is held twice");
                }
                case "account.settled", "account.released" -> {
                    long held = holds.containsKey(entry.hold()) ? holds.remove(entry.hold()) : 0;
                    available += held - entry.credits();
                    spent += entry.credits();
                    adds(entry, entry.credits() <= held, "costs more than was held");
                    adds(entry, ended.add(entry.hold()), "ends twice");
                    if (entry.event().equals("account.settled")) settled.put(entry.hold(), entry.credits());
                }
                default -> adds(entry, false, "does not belong into a user's account");
            }
            adds(entry, available >= 0, "brings the account below zero");
        }
        findings.check(holds.isEmpty(), THE_LEDGER_ADDS_UP, "still held: %s".formatted(holds));
        findings.check(told < 0 || told == spent, THE_LEDGER_ADDS_UP, "spent %d and told %d".formatted(spent, told));
        return settled;
    }

    private void adds(Entry entry, boolean holds, String what) {
        findings.check(
                holds,
                THE_LEDGER_ADDS_UP,
                "%s: %s %s at %d %s"
                        .formatted(entry.persistenceId(), entry.event(), entry.hold(), entry.sequence(), what));
    }

    private static Map<String, Long> held(List<Entry> account) {
        Map<String, Long> held = new TreeMap<>();
        for (Entry entry : account) if (entry.event().equals("account.held")) held.put(entry.hold(), entry.credits());
        return held;
    }

    private Turns turns(List<Evidence.Room> rooms) {
        Turns turns = new Turns(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        for (Evidence.Room room : rooms) {
            Map<Integer, String> holds = new HashMap<>();
            for (Entry entry : room.journal()) {
                String hold = holds.getOrDefault(entry.turn(), room.id() + "/" + entry.turn());
                switch (entry.event()) {
                    case "conversation.turn-started" -> {
                        holds.put(entry.turn(), entry.hold());
                        turns.priced.put(entry.hold(), entry.credits());
                    }
                    case "conversation.turn-completed", "conversation.turn-stopped", "conversation.turn-failed" ->
                        turns.ended.put(hold, entry.credits());
                    case "conversation.turn-charged" ->
                        findings.check(
                                turns.charged.put(hold, entry.credits()) == null,
                                CHARGES_HAVE_TURNS,
                                "a room was told twice of the charge for %s".formatted(hold));
                    default -> {}
                }
            }
        }
        return turns;
    }

    private void waste(Evidence evidence) {
        Map<String, Long> lost = lost(evidence.rooms());
        Set<String> booked = new HashSet<>();
        for (Entry entry : evidence.waste()) {
            String name = entry.data().path("entry").asText();
            findings.check(booked.add(name), WASTE_IS_BOOKED_ONCE, "%s is booked twice".formatted(name));
            Long cost = lost.get(name);
            findings.check(
                    cost != null && cost == entry.credits(),
                    WASTE_IS_BOOKED_ONCE,
                    "%s is booked with %d credits and was lost with %s".formatted(name, entry.credits(), cost));
        }
        for (String name : lost.keySet())
            findings.check(
                    booked.contains(name), WASTE_IS_BOOKED_ONCE, "%s was lost and is not booked".formatted(name));
    }

    /** What lost attempts cost the platform, by the names of their bookings. */
    private static Map<String, Long> lost(List<Evidence.Room> rooms) {
        Map<String, Long> lost = new TreeMap<>();
        for (Evidence.Room room : rooms)
            for (Entry entry : room.journal())
                if (entry.event().equals("conversation.turn-superseded"))
                    lost.merge(
                            room.id() + "/" + entry.attempt(),
                            entry.data().path("wasted").asLong(),
                            Long::sum);
        lost.values().removeIf(it -> it == 0);
        return lost;
    }
}
