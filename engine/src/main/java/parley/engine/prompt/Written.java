package parley.engine.prompt;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.Prompt;
import parley.engine.llm.ToolSpec;
import parley.engine.llm.ToolUse;

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

    /** The same where these tools may be used, and these were. */
    public Written with(List<ToolSpec> tools, List<ToolUse> uses) {
        return new Written(prompt.with(tools, uses), staging);
    }
}
