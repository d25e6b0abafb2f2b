package parley.engine.connection;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import parley.engine.kernel.Names;
import parley.engine.kernel.Refusal;

/** Names one connection. It is short, for it is part of a model's name. */
public record ConnectionId(@JsonValue String value) {
    private static final int LONGEST = 64;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ConnectionId {
        Names.check("connection id", value);
        if (value.length() > LONGEST) throw Refusal.invalid("a connection id has at most " + LONGEST + " characters");
    }

    @Override
    public String toString() {
        return value;
    }
}
