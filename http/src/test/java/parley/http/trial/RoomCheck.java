package parley.http.trial;

import static parley.http.trial.Invariant.ATTEMPTS_END_ONCE;
import static parley.http.trial.Invariant.FORKS_BEGIN_ONCE;
import static parley.http.trial.Invariant.MESSAGES_ARE_KEPT_ONCE;
import static parley.http.trial.Invariant.ONE_TURN_AT_A_TIME;
import static parley.http.trial.Invariant.ONE_WRITER;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import parley.http.trial.Evidence.Entry;

/** Looks at what is stored of one room. */
record RoomCheck(Findings findings) {

    /** {@code all} holds the room's parent, where it has one. */
    void check(Evidence.Room room, List<Evidence.Room> all) {
        oneWriter(room.journal());
        beginning(room, all);
        messages(room);
        Rounds rounds = new Rounds(room.id(), turnsBefore(room, all));
        room.journal().forEach(rounds::next);
        findings.check(!rounds.running, ONE_TURN_AT_A_TIME, "%s: a round has not ended".formatted(room.id()));
        attempts(room);
    }

    private void beginning(Evidence.Room room, List<Evidence.Room> all) {
        for (Entry entry : room.journal()) {
            if (!entry.event().equals("conversation.forked")) continue;
            long at = entry.data().path("sequence").asLong();
            boolean known = parent(entry, all).stream()
                    .anyMatch(it -> at >= 1 && at <= it.journal().size());
            findings.check(
                    known && entry.sequence() == 1,
                    FORKS_BEGIN_ONCE,
                    "%s: event %d forks it from event %d of %s"
                            .formatted(
                                    room.id(),
                                    entry.sequence(),
                                    at,
                                    entry.data().path("parent")));
        }
    }

    private static List<Evidence.Room> parent(Entry forked, List<Evidence.Room> all) {
        String parent = forked.data().path("parent").asText();
        return all.stream().filter(it -> it.id().equals(parent)).toList();
    }

    /** How many turns began in the past that a fork shares with its parent. */
    private static int turnsBefore(Evidence.Room room, List<Evidence.Room> all) {
        if (room.journal().isEmpty() || !room.journal().getFirst().event().equals("conversation.forked")) return 0;
        Entry forked = room.journal().getFirst();
        return parent(forked, all).stream()
                .flatMap(it -> it.journal().stream())
                .filter(it -> it.sequence() <= forked.data().path("sequence").asLong())
                .filter(it -> it.event().equals("conversation.turn-started"))
                .mapToInt(Entry::turn)
                .max()
                .orElse(0);
    }

    /** Holds for the journal of anybody. */
    void oneWriter(List<Entry> journal) {
        Set<String> gone = new HashSet<>();
        String writer = "";
        long due = 1;
        for (Entry entry : journal) {
            findings.check(
                    entry.sequence() == due,
                    ONE_WRITER,
                    "%s: event %d stands where %d is due".formatted(entry.persistenceId(), entry.sequence(), due));
            due = entry.sequence() + 1;
            if (entry.writer().equals(writer)) continue;
            gone.add(writer);
            writer = entry.writer();
            findings.check(
                    !gone.contains(writer),
                    ONE_WRITER,
                    "%s: a writer that was followed by another wrote event %d"
                            .formatted(entry.persistenceId(), entry.sequence()));
        }
    }

    private void messages(Evidence.Room room) {
        Map<String, Integer> said = new TreeMap<>();
        Map<String, String> texts = new TreeMap<>();
        for (Entry entry : room.journal()) {
            if (!entry.event().equals("conversation.message-said")) continue;
            String id = entry.data().path("message").asText();
            said.merge(id, 1, Integer::sum);
            texts.put(id, entry.data().path("text").asText());
        }
        said.forEach((id, times) -> findings.check(
                times == 1,
                MESSAGES_ARE_KEPT_ONCE,
                "%s: message %s is stored %d times".formatted(room.id(), id, times)));
        room.acknowledged()
                .forEach((id, text) -> findings.check(
                        text.equals(texts.get(id)),
                        MESSAGES_ARE_KEPT_ONCE,
                        "%s: the acknowledged message %s is stored as %s".formatted(room.id(), id, texts.get(id))));
    }

    private void attempts(Evidence.Room room) {
        Map<String, Integer> begun = new TreeMap<>();
        Map<String, Integer> ended = new TreeMap<>();
        String handed = "";
        for (Entry entry : room.journal()) {
            if (entry.event().equals("conversation.turn-started")) begun.merge(entry.attempt(), 1, Integer::sum);
            if (!ends(entry)) continue;
            if (!endsBetween(entry, handed)) ended.merge(entry.attempt(), 1, Integer::sum);
            handed = handedOver(entry) ? entry.attempt() : "";
        }
        begun.forEach((attempt, times) -> findings.check(
                times == 1 && ended.getOrDefault(attempt, 0) == 1,
                ATTEMPTS_END_ONCE,
                "%s: attempt %s began %d times and ended %d times"
                        .formatted(room.id(), attempt, times, ended.getOrDefault(attempt, 0))));
        ended.keySet()
                .forEach(attempt -> findings.check(
                        begun.containsKey(attempt),
                        ATTEMPTS_END_ONCE,
                        "%s: attempt %s ended and never began".formatted(room.id(), attempt)));
    }

    private static boolean handedOver(Entry entry) {
        return entry.event().equals("conversation.turn-superseded")
                && entry.data().path("handedOver").asBoolean();
    }

    /** The turn ends after the attempt that was handed over, before another began. */
    private static boolean endsBetween(Entry entry, String handed) {
        return entry.attempt().equals(handed) && !handedOver(entry);
    }

    static boolean ends(Entry entry) {
        return switch (entry.event()) {
            case "conversation.turn-completed",
                    "conversation.turn-stopped",
                    "conversation.turn-failed",
                    "conversation.turn-superseded" -> true;
            default -> false;
        };
    }

    /** Follows a room's rounds through its journal. */
    private final class Rounds {
        private final String room;
        private boolean running;
        private int asked;
        private int turnsOfRound;
        private int turn;
        private int attempt;
        private String open = "";
        private String handed = "";

        Rounds(String room, int turnsBefore) {
            this.room = room;
            this.turn = turnsBefore;
        }

        void next(Entry entry) {
            if (ends(entry)) {
                boolean between = open.isEmpty() && endsBetween(entry, handed);
                alone(entry, between || entry.attempt().equals(open), "ends while another or none is running");
                handed = handedOver(entry) ? entry.attempt() : "";
                open = "";
                return;
            }
            switch (entry.event()) {
                case "conversation.round-started" -> {
                    alone(entry, !running, "starts while another is running");
                    running = true;
                    asked = entry.data().path("turns").asInt();
                    turnsOfRound = 0;
                }
                case "conversation.round-ended" -> {
                    alone(entry, running && open.isEmpty(), "ends while a turn or no round is running");
                    boolean whole = entry.data().path("ending").asText().equals("LIMIT");
                    alone(entry, !whole || turnsOfRound == asked, "ends with another number of turns than asked for");
                    running = false;
                }
                case "conversation.turn-started" -> started(entry);
                case "conversation.sentence-spoken" ->
                    alone(entry, entry.attempt().equals(open), "is spoken while another or none is running");
                default -> {}
            }
        }

        private void started(Entry entry) {
            alone(entry, running && open.isEmpty(), "starts while another or no round is running");
            int tried = entry.data().path("attempt").asInt();
            boolean again = entry.turn() == turn && tried == attempt + 1;
            boolean fresh = entry.turn() == turn + 1 && tried == 1;
            alone(entry, again || fresh, "is out of order");
            if (!again) turnsOfRound++;
            alone(entry, turnsOfRound <= asked, "is one more than was asked for");
            turn = entry.turn();
            attempt = tried;
            open = entry.attempt();
        }

        private void alone(Entry entry, boolean holds, String what) {
            findings.check(
                    holds,
                    ONE_TURN_AT_A_TIME,
                    "%s: %s %s at %d %s".formatted(room, entry.event(), entry.attempt(), entry.sequence(), what));
        }
    }
}
