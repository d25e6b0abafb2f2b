package parley.engine.floor;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;

/**
 * All that a rule may look at, so that the same floor always gives the same decision.
 *
 * @param seats who may speak, in the order they sit; muted agents are not among them
 * @param said what was said on the chosen branch, oldest first
 * @param round how far the running round has come
 * @param seed the chance of the coming turn: the same in every attempt to decide it
 */
public record Floor(List<Seat> seats, List<Said> said, Round round, long seed) {
    public Floor {
        seats = List.copyOf(seats);
        said = List.copyOf(said);
    }

    /** Somebody who may speak. */
    public record Seat(AgentId agent, String name) {}

    /** One thing said that has ended: by an agent, or by a person where {@code agent} is absent and {@code turn} is 0. */
    public record Said(int turn, @Nullable AgentId agent, String name, String text) {}

    /**
     * The counters of a round, all of them part of the conversation's recorded state.
     *
     * @param turns turns ended in it
     * @param tokens tokens written in it
     * @param credits credits charged in it
     * @param ran how long it ran, pauses left out
     * @param from where in {@code said} its turns begin
     * @param verdict what the judge said last in it; absent before the first time
     */
    public record Round(
            int turns,
            long tokens,
            long credits,
            Duration ran,
            int from,
            @Nullable Verdict verdict) {}

    /** A judge's word: whether the talk was done after so many turns of the round. */
    public record Verdict(int turns, boolean done, String reason) {}
}
