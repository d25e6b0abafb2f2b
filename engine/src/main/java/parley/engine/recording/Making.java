package parley.engine.recording;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
import parley.engine.conversation.ConversationId;
import parley.engine.kernel.UserId;
import parley.engine.recording.Tracks.Track;

/** What an album needs to have its recordings made. */
record Making(Studio studio, Writer writer, RecordingSettings settings, Clock clock) {
    /** Writes the script of a conversation as it was after an event. */
    interface Writer {
        CompletionStage<Script> script(ConversationId id, UserId who, long sequence);
    }

    Studio.Session begin(ConversationId id, Track track, ActorRef<AlbumCommand> album) {
        Studio.Job job = new Studio.Job(
                new RecordingKey(id, track.id()),
                track.name(),
                track.mix(),
                () -> writer.script(id, track.who(), track.sequence()));
        return studio.begin(job, new Told(track.id(), track.attempts(), album, clock));
    }

    CompletableFuture<?> erased(ConversationId id, RecordingId recording) {
        return studio.erase(new RecordingKey(id, recording)).toCompletableFuture();
    }

    Recording shown(ConversationId id, Track it, Recording.Status status, Recording.Progress progress) {
        Recording.@Nullable Result result = it.result();
        Recording.Progress far = result == null ? progress : done(result);
        return new Recording(
                new RecordingKey(id, it.id()),
                it.name(),
                it.mix(),
                status,
                far,
                result,
                it.error(),
                it.createdAt(),
                it.endedAt());
    }

    private static Recording.Progress done(Recording.Result it) {
        int sentences = it.sentences() + it.silent();
        return new Recording.Progress(sentences, sentences, it.messages(), it.messages());
    }

    /** Passes on what the studio tells. */
    private record Told(RecordingId recording, int attempt, ActorRef<AlbumCommand> album, Clock clock)
            implements Studio.Listener {
        @Override
        public void progressed(Recording.Progress progress) {
            album.tell(new AlbumCommand.Progressed(recording, attempt, progress));
        }

        @Override
        public void completed(Recording.Result result) {
            album.tell(new AlbumCommand.Completed(recording, attempt, result, clock.instant()));
        }

        @Override
        public void failed(String reason) {
            album.tell(new AlbumCommand.Failed(recording, attempt, reason, clock.instant()));
        }
    }
}
