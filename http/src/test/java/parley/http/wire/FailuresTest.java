package parley.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.engine.kernel.Secret;
import parley.engine.llm.ModelFailure;

class FailuresTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Failures FAILURES = new Failures(
            new Endpoint("test", URI.create("http://localhost/v1"), Optional.of(new Secret(Canary.KEY))), PATIENCE);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // OpenAI and its kin
                "400 | rejected     | context     | {\"error\":{\"message\":\"maximum context length is"
                        + " 8192\",\"type\":\"invalid_request_error\",\"code\":\"context_length_exceeded\"}}",
                "429 | throttled    | slow down   | {\"error\":{\"message\":\"slow"
                        + " down\",\"type\":\"requests\",\"code\":\"rate_limit_exceeded\"}}",
                "429 | unpaid       | quota       | {\"error\":{\"message\":\"your"
                        + " quota\",\"type\":\"insufficient_quota\",\"code\":\"insufficient_quota\"}}",
                "429 | unpaid       | hard limit  | {\"error\":{\"message\":\"hard"
                        + " limit\",\"code\":\"billing_hard_limit_reached\"}}",
                "401 | unauthorized | key         | {\"error\":{\"message\":\"Incorrect API"
                        + " key\",\"code\":\"invalid_api_key\"}}",
                "500 | overloaded   | oh          | {\"error\":{\"message\":\"oh\",\"type\":\"server_error\"}}",
                // Azure
                "400 | rejected     | filtered: hate, violence |"
                        + " {\"error\":{\"code\":\"content_filter\",\"message\":\"The"
                        + " prompt\",\"innererror\":{\"code\":\"ResponsibleAIPolicyViolation\",\"content_filter_result\":{\"hate\":{\"filtered\":true},\"sexual\":{\"filtered\":false},\"violence\":{\"filtered\":true}}}}}",
                "429 | throttled    | call rate   | {\"error\":{\"code\":\"429\",\"message\":\"call rate limit\"}}",
                // Anthropic
                "529 | overloaded   | Overloaded  |"
                        + " {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"},\"request_id\":\"r\"}",
                "400 | unpaid       | credit      |"
                        + " {\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"Your credit"
                        + " balance is too low\"}}",
                "429 | unpaid       | spend       |"
                        + " {\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"over your spend"
                        + " limit\"}}",
                "404 | rejected     | no model    |"
                        + " {\"type\":\"error\",\"error\":{\"type\":\"not_found_error\",\"message\":\"no model\"}}",
                // Gemini
                "429 | throttled    | a minute    | {\"error\":{\"code\":429,\"message\":\"a"
                        + " minute\",\"status\":\"RESOURCE_EXHAUSTED\",\"details\":[{\"violations\":[{\"quotaId\":\"RequestsPerMinute\",\"quotaValue\":\"15\"}]}]}}",
                "429 | unpaid       | a day       | {\"error\":{\"code\":429,\"message\":\"a"
                        + " day\",\"status\":\"RESOURCE_EXHAUSTED\",\"details\":[{\"violations\":[{\"quotaId\":\"GenerateRequestsPerDayPerProject\"}]},{\"retryDelay\":\"46s\"}]}}",
                "429 | unpaid       | limit: 0    | {\"error\":{\"code\":429,\"message\":\"Quota exceeded, limit: 0,"
                        + " model\",\"status\":\"RESOURCE_EXHAUSTED\"}}",
                "400 | unauthorized | key         | [{\"error\":{\"code\":400,\"message\":\"not"
                        + " valid\",\"status\":\"INVALID_ARGUMENT\",\"details\":[{\"reason\":\"API_KEY_INVALID\"}]}}]",
                // Mistral
                "422 | rejected     | Field required; Not a number |"
                        + " {\"object\":\"error\",\"message\":{\"detail\":[{\"loc\":[\"body\"],\"msg\":\"Field"
                        + " required\"},{\"msg\":\"Not a number\"}]},\"type\":\"invalid_request_error\"}",
                "503 | overloaded   | capacity    | {\"object\":\"error\",\"message\":\"no"
                        + " capacity\",\"type\":\"service_unavailable\",\"code\":\"3505\"}",
                // Ollama
                "404 | rejected     | model 'x' not found | {\"error\":\"model 'x' not found\"}",
                "503 | overloaded   | busy        | {\"error\":\"server busy\"}",
                // OpenRouter
                "402 | unpaid       | credits     | {\"error\":{\"code\":402,\"message\":\"more credits\"}}",
                "502 | overloaded   | upstream is down | {\"error\":{\"code\":502,\"message\":\"Provider returned"
                        + " error\",\"metadata\":{\"raw\":\"upstream is down\",\"provider_name\":\"X\"}}}",
                "403 | rejected     | flagged     |"
                        + " {\"error\":{\"code\":403,\"message\":\"flagged\",\"type\":\"moderation\"}}",
                // Others
                "498 | overloaded   | full        | {\"error\":{\"message\":\"full\",\"type\":\"capacity\"}}",
                "408 | timed_out    | slow        | {\"error\":{\"message\":\"slow\"}}",
                "400 | rejected     | (400)       | <html>no</html>",
                "400 | rejected     | (400)       | `[]`",
                "400 | rejected     | (400)       | {\"error\":{\"message\":null,\"code\":null}}",
                "422 | rejected     | not so      | {\"detail\":\"not so\"}",
            })
    void each_provider_s_error_has_its_class_and_its_words(int status, String code, String words, String body) {
        ProviderError error = ProviderError.in(body.getBytes(StandardCharsets.UTF_8));

        ModelFailure failure = FAILURES.ofStatus(status, error, _ -> Optional.empty());

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure).hasMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "retry-after-ms: 1500; retry-after: 9                                           | 1500",
                "retry-after: 17                                                                | 17000",
                "retry-after: 0.5                                                               | 500",
                "x-ratelimit-reset-requests: 6m0s                                               | 360000",
                "x-ratelimit-reset-tokens: 1h0m2.5s                                             | 3602500",
                "x-ratelimit-reset-requests: 120ms; x-ratelimit-remaining-requests: 0; "
                        + "x-ratelimit-reset-tokens: 6m0s; x-ratelimit-remaining-tokens: 99     | 120",
                "retry-after: soon                                                              | 5000",
                "retry-after: -3                                                                | 5000",
                "retry-after: 1e30                                                              | 86400000",
                "other: 1                                                                       | 5000",
            })
    void how_long_to_wait_is_read_from_every_header(String headers, long millis) {
        assertThat(waiting(headers, new ProviderError("slow", "", ""))).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void a_date_and_a_delay_in_the_body_are_told_as_well() {
        Instant then = Instant.now().plusSeconds(600);
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(then.atOffset(ZoneOffset.UTC));
        ProviderError gemini = ProviderError.in(
                "{\"error\":{\"code\":429,\"details\":[{\"retryDelay\":\"46s\"}]}}".getBytes(StandardCharsets.UTF_8));

        for (String header : new String[] {
            "retry-after: " + date,
            "anthropic-ratelimit-tokens-reset: " + then,
            "x-ratelimit-reset: " + then.toEpochMilli()
        }) assertThat(waiting(header, gemini)).isBetween(Duration.ofSeconds(500), Duration.ofSeconds(600));
        assertThat(waiting("other: 1", gemini)).isEqualTo(Duration.ofSeconds(46));
        assertThat(waiting("retry-after: Mon, 02 Jan 2006 15:04:05 GMT", gemini))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "overloaded_error, overloaded",
        "api_error, overloaded",
        "rate_limit_error, throttled",
        "RESOURCE_EXHAUSTED, throttled",
        "authentication_error, unauthorized",
        "billing_error, unpaid",
        "invalid_request_error, rejected",
        "request_too_large, rejected",
        "timeout_error, timed_out",
        "something_else, cut_off"
    })
    void an_error_inside_an_answer_has_the_class_of_its_kind(String type, String code) {
        assertThat(FAILURES.inAnswer(new ProviderError("oh", "", type)).code()).isEqualTo(code);
    }

    @Test
    void neither_the_key_nor_a_telling_part_of_it_is_told() {
        String key = Canary.KEY;
        for (int from = 0; from + 8 <= key.length(); from++)
            for (int to = from + 8; to <= key.length(); to++) {
                String part = key.substring(from, to);
                ModelFailure failure = FAILURES.ofStatus(
                        400,
                        new ProviderError("wrong key " + part + part + "... given", "", ""),
                        _ -> Optional.empty());
                assertThat(failure).message().doesNotContain(part).endsWith("... given");
            }
        assertThat(FAILURES.cleaned("x".repeat(295) + key)).doesNotContain(key.substring(0, 8));
        assertThat(FAILURES.cleaned("a sk-can is no secret")).isEqualTo("a sk-can is no secret");
    }

    private static Duration waiting(String headers, ProviderError error) {
        Map<String, String> all = java.util.Arrays.stream(headers.split("; "))
                .map(it -> it.split(": ", 2))
                .collect(java.util.stream.Collectors.toMap(it -> it[0].strip(), it -> it[1].strip()));
        ModelFailure failure = FAILURES.ofStatus(429, error, it -> Optional.ofNullable(all.get(it)));
        return ((ModelFailure.Throttled) failure).retryAfter();
    }
}
