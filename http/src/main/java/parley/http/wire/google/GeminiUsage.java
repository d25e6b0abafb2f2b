package parley.http.wire.google;

import static parley.http.wire.JsonTexts.count;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import parley.engine.llm.Usage;

/** A {@code usageMetadata}: it counts from the beginning of the answer, so the last one stands. */
final class GeminiUsage {
    private GeminiUsage() {}

    /** Empty where it counts nothing, as the first ones of Vertex AI do. What a model thinks is part of its answer. */
    static Optional<Usage> of(JsonNode report) {
        if (!report.has("promptTokenCount") && !report.has("candidatesTokenCount")) return Optional.empty();
        long thoughts = count(report, "thoughtsTokenCount");
        return Optional.of(new Usage(
                count(report, "promptTokenCount") + count(report, "toolUsePromptTokenCount"),
                count(report, "candidatesTokenCount") + thoughts,
                false,
                count(report, "cachedContentTokenCount"),
                thoughts,
                audio(report),
                0,
                report.toString()));
    }

    private static long audio(JsonNode report) {
        long tokens = 0;
        for (JsonNode detail : report.path("candidatesTokensDetails"))
            if (detail.path("modality").asText().equals("AUDIO")) tokens += count(detail, "tokenCount");
        return tokens;
    }
}
