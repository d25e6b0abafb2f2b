package parley.engine.prompt;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.Prompt;

/**
 * A prompt that was written, and how it came about.
 *
 * @param staging for characters; absent for all others
 */
public record Written(Prompt prompt, @Nullable Staging staging) {
    /** How it came about, where that is known. */
    public Optional<Staging> staged() {
        return Optional.ofNullable(staging);
    }
}
