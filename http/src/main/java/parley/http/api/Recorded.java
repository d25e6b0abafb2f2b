package parley.http.api;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import parley.engine.recording.Recording;
import parley.engine.recording.RecordingId;

/**
 * A recording on the wire.
 *
 * @param status {@code queued}, {@code processing}, {@code completed} or {@code failed}
 * @param progress 0 to 1
 * @param messages turns of agents: so many are done of so many
 * @param audio where its file is, once it is completed; {@code seconds} long and {@code bytes} large
 * @param leftOut sentences that could not be said
 * @param cut whether it ends before the conversation does, because it would be too long
 */
record Recorded(
        RecordingId id,
        String status,
        double progress,
        Count sentences,
        Count messages,
        String format,
        double intro,
        double outro,
        @Nullable Double seconds,
        @Nullable Long bytes,
        @Nullable Integer leftOut,
        @Nullable Boolean cut,
        @Nullable String audio,
        @Nullable String error,
        Instant createdAt,
        @Nullable Instant endedAt) {
    private static final double MILLIS = 1000;

    /** So many are done of so many. */
    record Count(int done, int of) {}

    static Recorded of(Recording it) {
        Recording.Result result = it.result();
        Recording.Progress far = it.progress();
        return new Recorded(
                it.key().recording(),
                it.status().name().toLowerCase(Locale.ROOT),
                far.share(),
                new Count(far.sentences(), far.ofSentences()),
                new Count(far.messages(), far.ofMessages()),
                it.mix().format().suffix(),
                it.mix().intro() / MILLIS,
                it.mix().outro() / MILLIS,
                result == null ? null : result.millis() / MILLIS,
                result == null ? null : result.bytes(),
                result == null ? null : result.silent(),
                result == null ? null : result.cut(),
                result == null ? null : address(it),
                it.error(),
                it.createdAt(),
                it.endedAt());
    }

    private static String address(Recording it) {
        return "/api/v1/conversations/" + it.key().conversation() + "/recordings/"
                + it.key().recording() + "/audio";
    }
}
