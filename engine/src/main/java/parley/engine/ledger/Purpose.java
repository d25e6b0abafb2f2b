package parley.engine.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.ModelRef;

/**
 * What credits are held for, so that budgets can be kept and a statement can be read.
 *
 * @param reason what is paid for, for instance {@code reply}
 * @param room the conversation
 * @param agent who works for it; absent where nobody speaks
 */
public record Purpose(
        String reason,
        String room,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String agent,

        ModelRef model) {}
