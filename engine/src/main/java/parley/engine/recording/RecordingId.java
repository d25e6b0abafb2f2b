package parley.engine.recording;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import parley.engine.kernel.Names;

/** Names one recording among those of its conversation; a client may choose it. */
public record RecordingId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RecordingId {
        Names.check("recording id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
