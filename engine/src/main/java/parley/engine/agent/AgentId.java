package parley.engine.agent;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import parley.engine.kernel.Names;

/** Names one agent. */
public record AgentId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AgentId {
        Names.check("agent id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
