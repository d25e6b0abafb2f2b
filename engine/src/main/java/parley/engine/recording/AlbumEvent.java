package parley.engine.recording;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import parley.engine.kernel.Journaled;
import parley.engine.kernel.UserId;

/** What can have happened to a recording. Each that was ordered is finished or broken once, or deleted before. */
public sealed interface AlbumEvent extends Journaled {
    RecordingId recording();

    /** When it happened. */
    Instant at();

    /** What is true after it. */
    Tracks appliedTo(Tracks tracks);

    /** Somebody ordered the conversation, called {@code name}, as it was after its event {@code sequence}. */
    @JsonTypeName("recording.ordered")
    record Ordered(RecordingId recording, UserId who, String name, Mix mix, long sequence, Instant at)
            implements AlbumEvent {
        @Override
        public Tracks appliedTo(Tracks tracks) {
            return tracks.plus(new Tracks.Track(recording, who, name, mix, sequence, 0, null, null, at, null));
        }
    }

    /** It is begun, for the first time or after a crash. */
    @JsonTypeName("recording.begun")
    record Begun(RecordingId recording, int attempt, Instant at) implements AlbumEvent {
        @Override
        public Tracks appliedTo(Tracks tracks) {
            return tracks.with(recording, it -> it.begun(attempt));
        }
    }

    /** Its files are in their place. */
    @JsonTypeName("recording.finished")
    record Finished(RecordingId recording, Recording.Result result, Instant at) implements AlbumEvent {
        @Override
        public Tracks appliedTo(Tracks tracks) {
            return tracks.with(recording, it -> it.ended(result, null, at));
        }
    }

    /** It could not be made; the reason is for people. */
    @JsonTypeName("recording.broken")
    record Broken(RecordingId recording, String reason, Instant at) implements AlbumEvent {
        @Override
        public Tracks appliedTo(Tracks tracks) {
            return tracks.with(recording, it -> it.ended(null, reason, at));
        }
    }

    @JsonTypeName("recording.deleted")
    record Deleted(RecordingId recording, Instant at) implements AlbumEvent {
        @Override
        public Tracks appliedTo(Tracks tracks) {
            return tracks.without(recording);
        }
    }
}
