package parley.engine.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.Prompt;
import parley.engine.lore.LoreMemory;

/**
 * All that the prompt of a turn depends on beside the conversation, the proof of what was sent, and what is to be
 * remembered of it.
 *
 * @param wording the version of the prompt's wording
 * @param context the model's window in tokens
 * @param answer the longest answer in tokens
 * @param prompt the prompt's hash, see {@link parley.engine.llm.Prompt#hash}
 * @param input the prompt's tokens, as counted here to hold credits for them; 0 where they were not
 * @param lore what the speaker's lorebooks remember once the turn has said something; absent where that is nothing
 */
public record Brief(
        int wording,
        int context,
        int answer,
        String prompt,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long input,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LoreMemory lore) {
    /** That of another attempt by another model, before its prompt is written. */
    Brief recast(int window, int longest) {
        return new Brief(wording, window, longest, "", 0, null);
    }

    /** The same for an attempt that is asked another prompt. */
    Brief asking(Prompt other) {
        return new Brief(wording, context, answer, other.hash(), input, lore);
    }
}
