package parley.engine.recording;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Journaled;
import parley.engine.kernel.UserId;

/** What is true of an album: its recordings, oldest first. */
@JsonTypeName("recording.state")
public record Tracks(List<Track> all) implements Journaled {
    static final Tracks NONE = new Tracks(List.of());

    public Tracks {
        all = List.copyOf(all);
    }

    /**
     * One recording.
     *
     * @param attempts how often it was begun
     * @param result what came of it, or {@code error} why nothing did, once it has ended
     */
    record Track(
            RecordingId id,
            UserId who,
            String name,
            Mix mix,
            long sequence,
            int attempts,
            Recording.@Nullable Result result,
            @Nullable String error,
            Instant createdAt,
            @Nullable Instant endedAt) {
        boolean open() {
            return endedAt == null;
        }

        Track begun(int attempt) {
            return new Track(id, who, name, mix, sequence, attempt, result, error, createdAt, endedAt);
        }

        Track ended(Recording.@Nullable Result made, @Nullable String why, Instant at) {
            return new Track(id, who, name, mix, sequence, attempts, made, why, createdAt, at);
        }
    }

    Optional<Track> track(RecordingId id) {
        return all.stream().filter(it -> it.id.equals(id)).findFirst();
    }

    Tracks plus(Track track) {
        List<Track> more = new ArrayList<>(all);
        more.add(track);
        return new Tracks(more);
    }

    Tracks with(RecordingId id, UnaryOperator<Track> change) {
        List<Track> changed = new ArrayList<>(all);
        changed.replaceAll(it -> it.id.equals(id) ? change.apply(it) : it);
        return new Tracks(changed);
    }

    Tracks without(RecordingId id) {
        return new Tracks(all.stream().filter(it -> !it.id.equals(id)).toList());
    }
}
