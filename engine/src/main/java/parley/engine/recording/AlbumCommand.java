package parley.engine.recording;

import java.time.Instant;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.pattern.StatusReply;
import parley.engine.kernel.Message;
import parley.engine.kernel.UserId;

/** What an album may be asked, and what it tells itself. */
sealed interface AlbumCommand extends Message {
    record Order(
            RecordingId id,
            UserId who,
            String name,
            Mix mix,
            long sequence,
            Instant at,
            ActorRef<StatusReply<Recording>> replyTo)
            implements AlbumCommand {}

    record Show(RecordingId id, ActorRef<StatusReply<Recording>> replyTo) implements AlbumCommand {}

    record ShowAll(ActorRef<StatusReply<Shown>> replyTo) implements AlbumCommand {}

    record Delete(RecordingId id, ActorRef<StatusReply<Shown>> replyTo) implements AlbumCommand {}

    record DeleteAll(ActorRef<StatusReply<Shown>> replyTo) implements AlbumCommand {}

    /** Something is to be made. */
    record Begin(RecordingId id, Instant at) implements AlbumCommand {}

    record Progressed(RecordingId id, int attempt, Recording.Progress progress) implements AlbumCommand {}

    record Completed(RecordingId id, int attempt, Recording.Result result, Instant at) implements AlbumCommand {}

    record Failed(RecordingId id, int attempt, String reason, Instant at) implements AlbumCommand {}

    /** The files of these are gone. */
    record Erased(List<RecordingId> ids, Instant at, ActorRef<StatusReply<Shown>> replyTo) implements AlbumCommand {}

    /** The files of these could not be deleted. */
    record NotErased(List<RecordingId> ids, String reason, ActorRef<StatusReply<Shown>> replyTo)
            implements AlbumCommand {}

    record Idle() implements AlbumCommand {}

    /** Recordings, oldest first. */
    record Shown(List<Recording> recordings) implements Message {
        public Shown {
            recordings = List.copyOf(recordings);
        }
    }
}
