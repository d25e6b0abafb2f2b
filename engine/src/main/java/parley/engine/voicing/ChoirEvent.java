package parley.engine.voicing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Journaled;
import parley.engine.safe.Sealed;
import parley.engine.voicing.ChoirState.Singer;

/** What can have happened to a user's connections to voices. */
public sealed interface ChoirEvent extends Journaled {
    /** Which connection. */
    VoiceConnectionId connection();

    /** When it happened. */
    Instant at();

    /** What is true after it. */
    ChoirState appliedTo(ChoirState state);

    /** It is there. */
    @JsonTypeName("voice.added")
    record Added(
            VoiceConnectionId connection,
            VoiceWiring wiring,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Sealed key,

            Instant at)
            implements ChoirEvent {
        @Override
        public ChoirState appliedTo(ChoirState state) {
            return state.with(new Singer(connection, wiring, key, at, at));
        }
    }

    /** All of it is as told here, but for its key where none is. */
    @JsonTypeName("voice.changed")
    record Changed(
            VoiceConnectionId connection,
            VoiceWiring wiring,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Sealed key,

            Instant at)
            implements ChoirEvent {
        @Override
        public ChoirState appliedTo(ChoirState state) {
            return state.find(connection)
                    .map(it -> state.changed(
                            new Singer(connection, wiring, key == null ? it.key() : key, it.createdAt(), at)))
                    .orElse(state);
        }
    }

    /** Its key is the same, sealed with another master key. */
    @JsonTypeName("voice.resealed")
    record Resealed(VoiceConnectionId connection, Sealed key, Instant at) implements ChoirEvent {
        @Override
        public ChoirState appliedTo(ChoirState state) {
            return state.find(connection)
                    .map(it -> state.changed(new Singer(connection, it.wiring(), key, it.createdAt(), it.updatedAt())))
                    .orElse(state);
        }
    }

    @JsonTypeName("voice.removed")
    record Removed(VoiceConnectionId connection, Instant at) implements ChoirEvent {
        @Override
        public ChoirState appliedTo(ChoirState state) {
            return state.without(connection);
        }
    }
}
