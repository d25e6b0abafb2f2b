package parley.engine.user;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import parley.engine.kernel.Names;

/** Names one sign-in of a user, for as long as it lasts. */
public record SessionId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SessionId {
        Names.check("session id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
