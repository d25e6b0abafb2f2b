package parley.engine.floor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import parley.engine.agent.AgentId;

/** How far a round has come in its written order. */
final class Script {
    private static final String POLICY = "scripted";

    private final Floor floor;
    private final SpeakerRule.Scripted rule;

    private Script(Floor floor, SpeakerRule.Scripted rule) {
        this.floor = floor;
        this.rule = rule;
    }

    static Decision next(Floor floor, SpeakerRule.Scripted rule) {
        Script script = new Script(floor, rule);
        return script.from(script.place());
    }

    private Decision from(int place) {
        List<AgentId> passed = new ArrayList<>();
        for (int at = place; at < end(place); at++) {
            int seat = Seating.seat(floor, entry(at));
            if (seat >= 0) return speaks(floor.seats().get(seat), at, passed);
            passed.add(entry(at));
        }
        return new Decision.Ends(rule.repeat() ? "nobody in the script may speak" : "the script has come to its end");
    }

    /** The place after all that was said in the round; what was said out of turn moves nothing. */
    private int place() {
        int place = 0;
        for (Floor.Said said : Seating.round(floor)) if (said.agent() != null) place = after(place, said.agent());
        return place;
    }

    private int after(int place, AgentId speaker) {
        for (int at = place; at < end(place); at++) {
            if (entry(at).equals(speaker)) return at + 1;
            if (Seating.seat(floor, entry(at)) >= 0) return place;
        }
        return place;
    }

    private int end(int place) {
        return rule.repeat() ? place + rule.order().size() : rule.order().size();
    }

    private AgentId entry(int at) {
        return rule.order().get(at % rule.order().size());
    }

    private Decision speaks(Floor.Seat speaker, int at, List<AgentId> passed) {
        String names = passed.stream().distinct().map(this::name).collect(Collectors.joining(", "));
        String reason = speaker.name() + " is number " + (at % rule.order().size() + 1) + " of the script"
                + (names.isEmpty() ? "" : "; passed over, for they may not speak now: " + names);
        return Seating.speaks(POLICY, List.of(speaker), speaker, reason, 0);
    }

    /** The name that somebody spoke under; his id where he never did. */
    private String name(AgentId agent) {
        return floor.said().stream()
                .filter(it -> agent.equals(it.agent()))
                .map(Floor.Said::name)
                .findFirst()
                .orElse(agent.value());
    }
}
