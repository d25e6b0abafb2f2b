package parley.engine.floor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;

/** A room for tests: who sits, who is muted, what was said. Whoever does not sit is a person. */
final class Table {
    private final List<Floor.Seat> seats = new ArrayList<>();
    private final Set<AgentId> muted = new HashSet<>();
    private final List<Floor.Said> said = new ArrayList<>();
    private long tokens;
    private long credits;
    private Duration ran = Duration.ZERO;
    private int from;
    private int turn;
    private long seed;
    private Floor.@Nullable Verdict verdict;

    static Table of(String... names) {
        Table table = new Table();
        for (String name : names) table.sits(name);
        return table;
    }

    Table sits(String name) {
        seats.add(new Floor.Seat(new AgentId("agent-" + seats.size()), name));
        return this;
    }

    int size() {
        return seats.size();
    }

    Table says(String name, String text) {
        AgentId agent = seats.stream()
                .filter(it -> it.name().equals(name))
                .map(Floor.Seat::agent)
                .findFirst()
                .orElse(null);
        return says(agent, name, text);
    }

    Table says(AgentId agent, String text) {
        return says(agent, name(agent), text);
    }

    private Table says(@Nullable AgentId agent, String name, String text) {
        said.add(new Floor.Said(agent == null ? 0 : ++turn, agent, name, text));
        return this;
    }

    /** A round begins after what was said so far. */
    Table round() {
        from = said.size();
        tokens = 0;
        credits = 0;
        ran = Duration.ZERO;
        verdict = null;
        return this;
    }

    Table mute(String name) {
        muted.add(agent(name));
        return this;
    }

    Table unmute(String name) {
        muted.remove(agent(name));
        return this;
    }

    Table seed(long seed) {
        this.seed = seed;
        return this;
    }

    Table spent(long moreTokens, long moreCredits, Duration more) {
        tokens += moreTokens;
        credits += moreCredits;
        ran = ran.plus(more);
        return this;
    }

    Table judged(boolean done) {
        verdict = new Floor.Verdict(floor().round().turns(), done, "the model said so");
        return this;
    }

    AgentId agent(String name) {
        return seats.stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow()
                .agent();
    }

    String name(AgentId agent) {
        return seats.stream()
                .filter(it -> it.agent().equals(agent))
                .findFirst()
                .orElseThrow()
                .name();
    }

    Floor floor() {
        List<Floor.Seat> seated =
                seats.stream().filter(it -> !muted.contains(it.agent())).toList();
        int turns =
                (int) said.stream().skip(from).filter(it -> it.agent() != null).count();
        return new Floor(seated, said, new Floor.Round(turns, tokens, credits, ran, from, verdict), seed);
    }

    /** The name of the one who speaks by a rule; what it decided where nobody does. */
    String next(SpeakerRule rule) {
        return switch (rule.decide(floor())) {
            case Decision.Speaks speaks -> name(speaks.agent());
            case Decision decision -> decision.getClass().getSimpleName();
        };
    }

    /** Lets a rule call so many speakers, each with another seed; their names. */
    List<String> go(SpeakerRule rule, int turns) {
        List<String> names = new ArrayList<>();
        for (int turn = 0; turn < turns; turn++) {
            names.add(seed(seed + 1).next(rule));
            says(names.getLast(), "Well.");
        }
        return names;
    }

    Choice why(SpeakerRule rule) {
        if (rule.decide(floor()) instanceof Decision.Speaks speaks) return speaks.why();
        throw new AssertionError("nobody speaks");
    }
}
