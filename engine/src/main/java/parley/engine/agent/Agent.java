package parley.engine.agent;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import parley.engine.kernel.Journaled;
import parley.engine.kernel.UserId;

/** One agent: who owns it and how it is cast. Its rooms keep what it said after it is retired. */
public final class Agent {
    private Agent() {}

    /** What can have happened to an agent. */
    public sealed interface Event extends Journaled {
        /** When it happened. */
        Instant at();
    }

    @JsonTypeName("agent.created")
    public record Created(UserId owner, Casting casting, Instant at) implements Event {}

    @JsonTypeName("agent.recast")
    public record Recast(Casting casting, Instant at) implements Event {}

    @JsonTypeName("agent.retired")
    public record Retired(Instant at) implements Event {}
}
