package parley.engine.conversation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import parley.engine.agent.AgentId;
import parley.engine.agent.Participant;

/**
 * Who sits in a room.
 *
 * @param taken in the order they sit
 * @param muted who of them may not speak now
 * @param gone who sat here before, so that what they said keeps its name and its voice
 */
record Seats(List<Participant> taken, Set<AgentId> muted, List<Participant> gone) {
    static final Seats NONE = new Seats(List.of(), Set.of(), List.of());

    Seats {
        taken = List.copyOf(taken);
        Set<AgentId> sorted = new TreeSet<>(Comparator.comparing(AgentId::value));
        sorted.addAll(muted);
        muted = Collections.unmodifiableSet(sorted);
        gone = List.copyOf(gone);
    }

    /** Who may speak, in the order they sit. */
    @JsonIgnore
    List<Participant> open() {
        return taken.stream().filter(it -> !muted.contains(it.agent())).toList();
    }

    boolean taken(AgentId agent) {
        return taken.stream().anyMatch(it -> it.agent().equals(agent));
    }

    boolean mayThisSpeak(AgentId agent) {
        return taken(agent) && !muted.contains(agent);
    }

    /** Who this is, sitting here or gone. */
    Optional<Participant> participant(AgentId agent) {
        return taken.stream()
                .filter(it -> it.agent().equals(agent))
                .findFirst()
                .or(() -> gone.stream().filter(it -> it.agent().equals(agent)).findFirst());
    }

    Seats with(Participant participant) {
        List<Participant> next = new ArrayList<>(taken);
        next.replaceAll(it -> it.agent().equals(participant.agent()) ? participant : it);
        if (!taken(participant.agent())) next.add(participant);
        return new Seats(next, muted, without(gone, participant.agent()));
    }

    Seats without(AgentId agent) {
        List<Participant> left = new ArrayList<>(without(gone, agent));
        taken.stream().filter(it -> it.agent().equals(agent)).forEach(left::add);
        return new Seats(without(taken, agent), muted(agent, false).muted, left);
    }

    Seats muted(AgentId agent, boolean silent) {
        Set<AgentId> next = new HashSet<>(muted);
        if (silent) next.add(agent);
        else next.remove(agent);
        return new Seats(taken, next, gone);
    }

    private static List<Participant> without(List<Participant> seats, AgentId agent) {
        return seats.stream().filter(it -> !it.agent().equals(agent)).toList();
    }
}
