package parley.http.companion;

import org.jspecify.annotations.Nullable;
import parley.engine.conversation.Ending;
import parley.engine.llm.ModelRef;
import parley.engine.llm.Usage;

/** What comes of one message, in the order it happens; nothing follows {@link Over}. */
sealed interface Uttered {
    /** A model began to answer. */
    record Begun(ModelRef model) implements Uttered {}

    /** Some text more; never empty. */
    record Grown(String text) implements Uttered {}

    /** A sentence is whole; they count from 0. All of its text was told before. */
    record Closed(int index, String sentence) implements Uttered {}

    /**
     * It has ended.
     *
     * @param model which was to answer
     * @param usage where the model told it
     * @param failure where it failed
     */
    record Over(
            Ending ending,
            ModelRef model,
            @Nullable Usage usage,
            @Nullable Failure failure) implements Uttered {}

    /**
     * Why there is no answer, or not all of it.
     *
     * @param code stable
     * @param reason for people
     */
    record Failure(String code, String reason) {}
}
