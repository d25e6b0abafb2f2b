package parley.engine.floor;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;

/** What every rule sees in a floor: who sits where and who had the last word. */
final class Seating {
    private Seating() {}

    /** Everybody but the agent who said the last thing; everybody where a person said it, or where one is alone. */
    static List<Floor.Seat> othersThanLast(Floor floor) {
        return without(
                floor, floor.said().isEmpty() ? null : floor.said().getLast().agent());
    }

    /** Everybody but the agent who spoke last, whatever people said since; everybody where one is alone. */
    static List<Floor.Seat> othersThanLastAgent(Floor floor) {
        return without(floor, lastAgent(floor).orElse(null));
    }

    private static List<Floor.Seat> without(Floor floor, @Nullable AgentId agent) {
        List<Floor.Seat> others =
                floor.seats().stream().filter(it -> !it.agent().equals(agent)).toList();
        return others.isEmpty() ? floor.seats() : others;
    }

    private static Optional<AgentId> lastAgent(Floor floor) {
        return floor.said().reversed().stream() // newest first
                .map(Floor.Said::agent) // agents and people
                .filter(Objects::nonNull) // agents
                .findFirst();
    }

    /** What was said since the round began. */
    static List<Floor.Said> round(Floor floor) {
        int said = floor.said().size();
        return floor.said().subList(Math.clamp(floor.round().from(), 0, said), said);
    }

    /** Where an agent sits, from 0; -1 where he does not. */
    static int seat(Floor floor, @Nullable AgentId agent) {
        for (int seat = 0; seat < floor.seats().size(); seat++)
            if (floor.seats().get(seat).agent().equals(agent)) return seat;
        return -1;
    }

    static List<AgentId> agents(List<Floor.Seat> seats) {
        return seats.stream().map(Floor.Seat::agent).toList();
    }

    static Decision.Speaks speaks(
            String policy, List<Floor.Seat> candidates, Floor.Seat speaker, String reason, long seed) {
        return new Decision.Speaks(speaker.agent(), new Choice(policy, agents(candidates), reason, seed));
    }

    /** The same decision, told as the stand-in for a policy that was asked first. */
    static Decision.Speaks insteadOf(String policy, Decision.Speaks decision, String reason) {
        Choice why = decision.why();
        return new Decision.Speaks(
                decision.agent(), new Choice(why.policy(), why.candidates(), reason, why.seed(), policy));
    }
}
