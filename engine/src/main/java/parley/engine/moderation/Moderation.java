package parley.engine.moderation;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A moderator and what follows from its word.
 *
 * @param after what a blocked sentence does to its turn
 * @param within how long a sentence waits for its verdict
 * @param otherwise the verdict on one whose judge failed or was late
 * @param atOnce sentences of one turn judged at the same time
 */
public record Moderation(Moderator moderator, After after, Duration within, Verdict otherwise, int atOnce) {
    private static final Logger LOG = LoggerFactory.getLogger(Moderation.class);

    /** The verdict on a sentence that nobody judged, where it is not told. */
    public static final Verdict UNJUDGED = new Verdict.Blocked("unavailable");

    /** No gate: tokens are told as they come. */
    public static final Moderation NONE =
            new Moderation(Moderator.NONE, After.GO_ON, Duration.ofSeconds(1), UNJUDGED, 1);

    /** What becomes of a turn of which a sentence was blocked. */
    public enum After {
        GO_ON,
        STOP
    }

    /**
     * Reads the words that the settings name.
     *
     * @throws parley.engine.kernel.Refusal in a sentence for the operator, where they cannot be read
     */
    public static Moderation of(ModerationSettings settings) {
        WordList words = WordList.of(WordsFile.entries(settings));
        Moderator moderator = words.isEmpty() ? Moderator.NONE : words;
        return new Moderation(moderator, settings.after(), settings.within(), settings.otherwise(), settings.atOnce());
    }

    /** Whether sentences are judged before they are told. */
    public boolean gated() {
        return !moderator.equals(Moderator.NONE);
    }

    /** The verdict on a sentence: never a failure, and never late. */
    public CompletionStage<Verdict> verdict(String sentence, String before) {
        return asked(sentence, before)
                .thenApply(Function.identity())
                .toCompletableFuture()
                .orTimeout(within.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(this::unjudged);
    }

    private CompletionStage<Verdict> asked(String sentence, String before) {
        try {
            return moderator.judge(sentence, before);
        } catch (RuntimeException broken) {
            return CompletableFuture.failedFuture(broken);
        }
    }

    /** Only the failure's kind is logged: its words may be the sentence's. */
    private Verdict unjudged(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        LOG.warn("A sentence was not judged: {}", cause.getClass().getName());
        return otherwise;
    }
}
