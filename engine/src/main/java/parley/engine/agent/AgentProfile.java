package parley.engine.agent;

import java.time.Instant;
import parley.engine.kernel.Message;
import parley.engine.kernel.UserId;

/** An agent as others see it. */
public record AgentProfile(AgentId id, UserId owner, Casting casting, Instant createdAt, Instant updatedAt)
        implements Message {}
