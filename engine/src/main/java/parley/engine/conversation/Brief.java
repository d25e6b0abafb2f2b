package parley.engine.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.Prompt;
import parley.engine.llm.ToolSpec;
import parley.engine.lore.LoreMemory;
import parley.engine.tool.AllowedTool;

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
 * @param tools what the speaker may use, whatever becomes of it elsewhere while the turn runs
 * @param room characters that may be told of the use of tools, so that the prompt stays within the window
 */
public record Brief(
        int wording,
        int context,
        int answer,
        String prompt,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long input,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LoreMemory lore,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<AllowedTool> tools,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int room) {
    public Brief {
        tools = List.copyOf(tools);
    }

    /** A turn without tools. */
    public Brief(int wording, int context, int answer, String prompt, long input, @Nullable LoreMemory lore) {
        this(wording, context, answer, prompt, input, lore, List.of(), 0);
    }

    /** The same for an attempt that is asked another prompt, of so many tokens. */
    Brief asking(Prompt other, long tokens, @Nullable LoreMemory remembered) {
        return new Brief(wording, context, answer, other.hash(), tokens, remembered, tools, room);
    }

    /** How the model is told of its tools. */
    List<ToolSpec> specs() {
        return tools.stream().map(AllowedTool::spec).toList();
    }
}
