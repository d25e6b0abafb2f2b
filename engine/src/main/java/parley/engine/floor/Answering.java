package parley.engine.floor;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import parley.engine.agent.AgentId;

/**
 * Who was addressed and has not answered. First come all whom a person's last message addressed, then whom the latest
 * lines since did, the newest line first; an address by an agent is forgotten after as many lines as there are seats.
 */
final class Answering {
    private static final String POLICY = "mention";

    private Answering() {}

    static Decision next(Floor floor, SpeakerRule otherwise) {
        List<Floor.Said> said = floor.said();
        int person = said.size() - 1;
        while (person >= 0 && said.get(person).agent() != null) person--;
        if (person >= 0) {
            List<Floor.Seat> waiting = waiting(floor, person);
            if (!waiting.isEmpty()) return answers(floor, said.get(person), waiting);
        }
        int oldest = Math.max(person + 1, said.size() - floor.seats().size());
        for (int line = said.size() - 1; line >= oldest; line--) {
            List<Floor.Seat> waiting = waiting(floor, line);
            if (!waiting.isEmpty()) return answers(floor, said.get(line), waiting);
        }
        return nobody(otherwise.decide(floor));
    }

    /** Whom a line addresses and who has said nothing since, in the order they were named. */
    private static List<Floor.Seat> waiting(Floor floor, int line) {
        Floor.Said said = floor.said().get(line);
        Set<AgentId> spoken = new HashSet<>();
        for (Floor.Said since : floor.said().subList(line, floor.said().size()))
            if (since.agent() != null) spoken.add(since.agent());
        List<String> names = floor.seats().stream().map(Floor.Seat::name).toList();
        return Addressing.of(names).in(said.text()).stream() // seats by number
                .map(floor.seats()::get) // seats
                .filter(it -> !spoken.contains(it.agent())) // those who owe an answer
                .toList();
    }

    private static Decision answers(Floor floor, Floor.Said said, List<Floor.Seat> waiting) {
        Floor.Seat first = waiting.getFirst();
        String others = waiting.stream().skip(1).map(Floor.Seat::name).collect(Collectors.joining(", "));
        String reason =
                said.name() + " addressed " + first.name() + (others.isEmpty() ? "" : "; still to answer: " + others);
        List<Floor.Seat> candidates =
                floor.seats().stream().filter(waiting::contains).toList();
        return Seating.speaks(POLICY, candidates, first, reason, 0);
    }

    private static Decision nobody(Decision decision) {
        return decision instanceof Decision.Speaks speaks
                ? Seating.insteadOf(
                        POLICY, speaks, "nobody was addressed; " + speaks.why().reason())
                : decision;
    }
}
