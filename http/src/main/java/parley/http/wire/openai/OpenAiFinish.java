package parley.http.wire.openai;

import java.util.Locale;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;
import parley.http.wire.Failures;
import parley.http.wire.ProviderError;

/** What the kin of OpenAI call the ways in which an answer ends. */
final class OpenAiFinish {
    private OpenAiFinish() {}

    /** @throws ModelFailure where it is no good end */
    static Chunk.Reason reason(String finish, Failures failures) {
        String reason = finish.toLowerCase(Locale.ROOT);
        if (reason.startsWith("content_filter")) return Chunk.Reason.FILTER;
        return switch (reason) {
            case "length", "max_tokens", "model_length", "model_context_window_exceeded" -> Chunk.Reason.LENGTH;
            case "tool_calls", "function_call", "tool_use" -> Chunk.Reason.TOOLS;
            case "safety", "recitation", "refusal", "sensitive" -> Chunk.Reason.FILTER;
            case "insufficient_system_resource" ->
                throw failures.inAnswer(new ProviderError("it had not enough resources", "", "overloaded"));
            case "error", "abort", "aborted", "cancelled" -> throw failures.inAnswer(new ProviderError("", "", ""));
            default -> Chunk.Reason.STOP;
        };
    }
}
