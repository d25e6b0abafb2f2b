package parley.engine.recording;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Message;

/**
 * One recording as it now is.
 *
 * @param name what its conversation was called when it was ordered
 * @param progress how far it is; while it waits, and after a restart, from the beginning again
 * @param result what came of it, where it is completed
 * @param error why it failed, for people
 * @param endedAt when it was completed or failed
 */
public record Recording(
        RecordingKey key,
        String name,
        Mix mix,
        Status status,
        Progress progress,
        @Nullable Result result,
        @Nullable String error,
        Instant createdAt,
        @Nullable Instant endedAt)
        implements Message {

    /** How far a recording's life has come. */
    public enum Status {
        /** It waits until fewer others are being made. */
        QUEUED,
        PROCESSING,
        COMPLETED,
        FAILED
    }

    /** What is done and what there is to do; a message is one turn of an agent. Zeros while that is not known. */
    public record Progress(int sentences, int ofSentences, int messages, int ofMessages) {
        public static final Progress NONE = new Progress(0, 0, 0, 0);

        /** 0 to 1. */
        public double share() {
            return ofSentences == 0 ? 0 : (double) sentences / ofSentences;
        }
    }

    /**
     * A finished recording.
     *
     * @param millis how long it plays
     * @param bytes how large its file is
     * @param silent sentences that could not be said and are left out
     * @param cut whether it ends before its conversation does, because a recording may not be longer
     */
    public record Result(long millis, long bytes, int sentences, int messages, int silent, boolean cut) {}
}
