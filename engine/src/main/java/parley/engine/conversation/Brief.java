package parley.engine.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * All that the prompt of a turn depends on beside the conversation, and the proof of what was sent.
 *
 * @param wording the version of the prompt's wording
 * @param context the model's window in tokens
 * @param answer the longest answer in tokens
 * @param prompt the prompt's hash, see {@link parley.engine.llm.Prompt#hash}
 * @param input the prompt's tokens, as counted here to hold credits for them; 0 where they were not
 */
public record Brief(
        int wording,
        int context,
        int answer,
        String prompt,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long input) {}
