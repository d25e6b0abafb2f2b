package parley.engine.voicing;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import parley.engine.kernel.Names;

/** Names one connection to voices. */
public record VoiceConnectionId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public VoiceConnectionId {
        Names.check("voice connection id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
