package parley.engine.connection;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.engine.connection.SwitchboardState.Installed;
import parley.engine.kernel.Journaled;
import parley.engine.safe.Sealed;

/** What can have happened to a user's connections. */
public sealed interface SwitchboardEvent extends Journaled {
    /** Which connection. */
    ConnectionId connection();

    /** When it happened. */
    Instant at();

    /** What is true after it. */
    SwitchboardState appliedTo(SwitchboardState state);

    /** It is there; where it is preferred, no other of its provider is. */
    @JsonTypeName("connection.added")
    record Added(
            ConnectionId connection,
            Wiring wiring,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Sealed key,

            boolean preferred,
            Instant at)
            implements SwitchboardEvent {
        @Override
        public SwitchboardState appliedTo(SwitchboardState state) {
            return state.with(new Installed(connection, wiring, key, preferred, at, at));
        }
    }

    /** All of it but its key is as told here; where it is preferred, no other of its provider is. */
    @JsonTypeName("connection.changed")
    record Changed(ConnectionId connection, Wiring wiring, boolean preferred, Instant at) implements SwitchboardEvent {
        @Override
        public SwitchboardState appliedTo(SwitchboardState state) {
            return state.changed(
                    connection, it -> new Installed(connection, wiring, it.key(), preferred, it.createdAt(), at));
        }
    }

    /** It has another key. */
    @JsonTypeName("connection.key-changed")
    record KeyChanged(ConnectionId connection, Sealed key, Instant at) implements SwitchboardEvent {
        @Override
        public SwitchboardState appliedTo(SwitchboardState state) {
            return state.changed(connection, it -> it.with(key, at));
        }
    }

    /** Its key is the same, sealed with another master key. */
    @JsonTypeName("connection.resealed")
    record Resealed(ConnectionId connection, Sealed key, Instant at) implements SwitchboardEvent {
        @Override
        public SwitchboardState appliedTo(SwitchboardState state) {
            return state.changed(connection, it -> it.with(key, it.updatedAt()));
        }
    }

    @JsonTypeName("connection.removed")
    record Removed(ConnectionId connection, Instant at) implements SwitchboardEvent {
        @Override
        public SwitchboardState appliedTo(SwitchboardState state) {
            return state.without(connection);
        }
    }
}
