package parley.http.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What Google's errors say in their {@code details}.
 *
 * @param reason of its {@code ErrorInfo}
 * @param delay of its {@code RetryInfo}
 * @param spent whether its {@code QuotaFailure} is about a quota of a day or of nothing at all
 */
record GoogleDetails(String reason, Optional<Duration> delay, boolean spent) {
    static GoogleDetails of(JsonNode details) {
        String reason = "";
        Optional<Duration> delay = Optional.empty();
        boolean spent = false;
        for (JsonNode detail : details) {
            if (detail.path("reason").isTextual())
                reason = detail.path("reason").asText();
            if (detail.path("retryDelay").isTextual())
                delay = RetryAfter.duration(detail.path("retryDelay").asText());
            for (JsonNode violation : detail.path("violations")) spent |= spent(violation);
        }
        return new GoogleDetails(reason, delay, spent);
    }

    private static boolean spent(JsonNode violation) {
        String quota = violation.path("quotaId").asText("").toLowerCase(Locale.ROOT);
        JsonNode value = violation.path("quotaValue");
        return quota.contains("perday")
                || (!value.isMissingNode() && value.asText().equals("0"));
    }
}
