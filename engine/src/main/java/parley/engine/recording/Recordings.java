package parley.engine.recording;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.ConversationView;
import parley.engine.conversation.Conversations;
import parley.engine.kernel.Page;
import parley.engine.kernel.UserId;

/** The door to all recordings and captions. Only the owner of a conversation has them; to others they are NOT_FOUND. */
public interface Recordings {
    /** Recordings on this system's cluster. */
    static Recordings sharded(
            ActorSystem<?> system,
            Conversations conversations,
            Studio studio,
            RecordingSettings settings,
            Clock clock,
            SecureRandom random) {
        return new ShardedRecordings(system, conversations, studio, settings, clock, random);
    }

    /**
     * Orders a recording of the conversation as it is now. The same id and mix again is answered alike and made once;
     * CONFLICT where the id is taken, where there are too many, or where nothing was said yet that could be recorded.
     */
    CompletionStage<Recording> order(ConversationId id, UserId who, @Nullable RecordingId recording, Mix mix);

    /** How a recording is. */
    CompletionStage<Recording> recording(RecordingKey key, UserId who);

    /** The recordings of one conversation by the time of their order. */
    CompletionStage<Page<Recording>> recordings(ConversationId id, UserId who, Page.Request page);

    /** The sound file; CONFLICT while it is not completed, GONE where its file is lost. */
    CompletionStage<Content> audio(RecordingKey key, UserId who);

    /** The captions that fit the sound file; fails as that does. */
    CompletionStage<Content> captions(RecordingKey key, UserId who, Captions format);

    /** The captions of a conversation as it is now, as they fit a recording of the usual mix to a few milliseconds. */
    CompletionStage<List<Cue>> captions(ConversationId id, UserId who);

    /** Deletes a recording and its files, whatever it is doing; answers what it was. */
    CompletionStage<Recording> delete(RecordingKey key, UserId who);

    /** Deletes a conversation together with all its recordings. */
    CompletionStage<ConversationView> deleteAll(ConversationId id, UserId who);

    /** Wakes a conversation's recordings so that those go on that have not ended. */
    void wake(ConversationId id);

    /** One of a recording's files; its bytes can be read any number of times. */
    record Content(
            Recording recording, String mediaType, String suffix, long size, Source<ByteString, NotUsed> bytes) {}
}
