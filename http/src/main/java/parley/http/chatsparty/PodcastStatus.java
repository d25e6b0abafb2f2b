package parley.http.chatsparty;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import parley.engine.recording.Recording;

/**
 * How far a podcast is.
 *
 * @param progress 0 to 1
 */
record PodcastStatus(
        String jobId,
        String status,
        double progress,
        @Nullable String message,
        @Nullable String errorMessage,
        Instant createdAt,
        @Nullable Instant completedAt,
        @Nullable String audioUrl,
        @Nullable Double durationSeconds,
        @Nullable Long fileSizeBytes) {
    /** What is said of a job that nobody has. */
    static final String UNKNOWN = "Podcast job not found";

    private static final double MILLIS = 1000;

    static PodcastStatus of(Recording it, Mount mount) {
        Recording.Result result = it.result();
        return new PodcastStatus(
                it.key().toString(),
                it.status().name().toLowerCase(Locale.ROOT),
                result == null ? it.progress().share() : 1,
                message(it),
                it.error(),
                it.createdAt(),
                it.endedAt(),
                result == null ? null : (mount == Mount.API ? "/api" : "") + "/podcast/download/" + it.key(),
                result == null ? null : result.millis() / MILLIS,
                result == null ? null : result.bytes());
    }

    private static String message(Recording it) {
        Recording.Result result = it.result();
        int of = result == null ? it.progress().ofMessages() : result.messages();
        int done = result == null ? it.progress().messages() : of;
        return "Processed " + done + " of " + of + " messages";
    }
}
