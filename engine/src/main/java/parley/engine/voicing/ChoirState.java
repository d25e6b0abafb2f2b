package parley.engine.voicing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Journaled;
import parley.engine.kernel.UserId;
import parley.engine.safe.Sealed;

/** All connections to voices of one user, oldest first. */
@JsonTypeName("voice.state")
public record ChoirState(List<Singer> singers) implements Journaled {
    static final ChoirState EMPTY = new ChoirState(List.of());

    public ChoirState {
        singers = List.copyOf(singers);
    }

    /** One connection. */
    public record Singer(
            VoiceConnectionId id,
            VoiceWiring wiring,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Sealed key,

            Instant createdAt,
            Instant updatedAt) {
        VoiceConnectionProfile profile(UserId owner) {
            return new VoiceConnectionProfile(id, owner, wiring, key != null, createdAt, updatedAt);
        }
    }

    Optional<Singer> find(VoiceConnectionId id) {
        return singers.stream().filter(it -> it.id.equals(id)).findFirst();
    }

    ChoirState with(Singer added) {
        return new ChoirState(Stream.concat(singers.stream(), Stream.of(added)).toList());
    }

    ChoirState changed(Singer to) {
        return new ChoirState(
                singers.stream().map(it -> it.id.equals(to.id) ? to : it).toList());
    }

    ChoirState without(VoiceConnectionId id) {
        return new ChoirState(singers.stream().filter(it -> !it.id.equals(id)).toList());
    }
}
