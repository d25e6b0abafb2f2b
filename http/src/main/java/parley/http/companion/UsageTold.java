package parley.http.companion;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.Usage;

/** What an answer used, in tokens; {@code estimated} where the model did not tell. */
@JsonNaming(SnakeCaseStrategy.class)
record UsageTold(long promptTokens, long completionTokens, long totalTokens, boolean estimated) {
    static @Nullable UsageTold of(@Nullable Usage usage) {
        return usage == null
                ? null
                : new UsageTold(
                        usage.inputTokens(),
                        usage.outputTokens(),
                        usage.inputTokens() + usage.outputTokens(),
                        usage.estimated());
    }
}
