package parley.engine.ledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one amount set aside for one turn. Holding, settling or releasing it twice is the same as once. */
public record HoldId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public HoldId {}

    @Override
    public String toString() {
        return value;
    }
}
