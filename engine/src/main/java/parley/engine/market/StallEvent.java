package parley.engine.market;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.agent.Casting;
import parley.engine.kernel.Journaled;
import parley.engine.kernel.UserId;

/** What can have happened to an agent on offer. */
public sealed interface StallEvent extends Journaled {
    /** When it happened. */
    Instant at();

    /** What is true after it. */
    StallState appliedTo(StallState state);

    /** It is on offer like this. */
    @JsonTypeName("market.published")
    record Published(UserId publisher, Casting casting, Notice notice, Instant createdAt, Instant at)
            implements StallEvent {
        @Override
        public StallState appliedTo(StallState state) {
            return state.showing(new StallState.Display(publisher, casting, notice, createdAt, at));
        }
    }

    /** It is not on offer any more. */
    @JsonTypeName("market.withdrawn")
    record Withdrawn(Instant at) implements StallEvent {
        @Override
        public StallState appliedTo(StallState state) {
            return state.closed();
        }
    }

    /**
     * Somebody has rated it.
     *
     * @param before the same user's stars until then; absent the first time
     */
    @JsonTypeName("market.rated")
    record Rated(
            UserId user,
            int stars,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer before,

            String review,
            Instant at)
            implements StallEvent {
        @Override
        public StallState appliedTo(StallState state) {
            return state.rated(user, stars);
        }
    }

    /**
     * Somebody has taken it.
     *
     * @param copy the agent that they make of it
     * @param again whether they took it before, and have retired what they made of it
     */
    @JsonTypeName("market.taken")
    record Taken(UserId user, AgentId copy, boolean again, Instant at) implements StallEvent {
        @Override
        public StallState appliedTo(StallState state) {
            return state.taken(user, copy);
        }
    }
}
