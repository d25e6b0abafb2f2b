package parley.engine.floor;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import parley.engine.agent.AgentId;

/** Draws by lot; the lot comes from the floor's seed alone. */
final class Chance {
    private Chance() {}

    static Decision weighted(Floor floor, SpeakerRule.Weighted rule) {
        List<Floor.Seat> drawn = Seating.othersThanLast(floor).stream()
                .filter(it -> rule.of(it.agent()) > 0)
                .toList();
        if (drawn.isEmpty()) return nobodyTalks(floor);
        double lots = drawn.stream().mapToDouble(it -> rule.of(it.agent())).sum();
        double lot = new SplittableRandom(floor.seed()).nextDouble() * lots;
        int seat = 0;
        while (seat < drawn.size() - 1 && (lot -= rule.of(drawn.get(seat).agent())) >= 0) seat++;
        Floor.Seat speaker = drawn.get(seat);
        String reason = drawn.size() == 1
                ? speaker.name() + " is the only one in the draw"
                : speaker.name() + " was drawn from " + drawn.size() + " by talkativeness";
        return Seating.speaks("weighted", drawn, speaker, reason, floor.seed());
    }

    private static Decision nobodyTalks(Floor floor) {
        Decision.Speaks turn = InTurn.next(floor, Seating.othersThanLast(floor));
        return Seating.insteadOf(
                "weighted",
                turn,
                "nobody who could speak is talkative; " + turn.why().reason());
    }

    static Decision pooled(Floor floor) {
        Set<AgentId> spoken = pool(floor);
        List<Floor.Seat> left = Seating.othersThanLastAgent(floor).stream()
                .filter(it -> !spoken.contains(it.agent()))
                .toList();
        Floor.Seat speaker = left.get(new SplittableRandom(floor.seed()).nextInt(left.size()));
        String reason = left.size() == 1
                ? speaker.name() + " is the only one left in the pool"
                : speaker.name() + " was drawn from " + left.size() + " left in the pool";
        return Seating.speaks("pooled", left, speaker, reason, floor.seed());
    }

    /** Who has spoken since everybody had; never all who sit. */
    private static Set<AgentId> pool(Floor floor) {
        Set<AgentId> seated = new HashSet<>(Seating.agents(floor.seats()));
        Set<AgentId> spoken = new HashSet<>();
        for (Floor.Said said : floor.said()) {
            if (said.agent() != null && seated.contains(said.agent())) spoken.add(said.agent());
            if (spoken.size() == seated.size()) spoken.clear();
        }
        return spoken;
    }
}
