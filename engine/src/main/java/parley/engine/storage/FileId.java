package parley.engine.storage;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import parley.engine.kernel.Message;
import parley.engine.kernel.Names;

/** Names one file, and its bytes in the store; it is made here and never by a client. */
public record FileId(@JsonValue String value) implements Message {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public FileId {
        Names.check("file id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
