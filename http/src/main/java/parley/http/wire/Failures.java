package parley.http.wire;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;
import parley.engine.llm.ModelFailure;

/** Tells a provider's troubles as failures of the engine, in words for people and without the key. */
public final class Failures {
    private static final int LONGEST_MESSAGE = 300;

    private final Endpoint endpoint;
    private final Duration patience;

    public Failures(Endpoint endpoint, Duration patience) {
        this.endpoint = endpoint;
        this.patience = patience;
    }

    /** For an answer that is not 200. */
    public ModelFailure ofStatus(int status, ProviderError error, Function<String, Optional<String>> header) {
        return switch (status) {
            case 401, 403 -> new ModelFailure.Unauthorized(name() + " does not accept the key");
            case 402 -> new ModelFailure.Unpaid(name() + " asks for payment" + said(error));
            case 429 ->
                error.exhausted()
                        ? new ModelFailure.Unpaid(name() + " has no quota left" + said(error))
                        : new ModelFailure.Throttled(name() + " asks to wait" + said(error), retryAfter(header));
            case 408, 425 -> new ModelFailure.TimedOut(name() + " took too long" + said(error));
            default ->
                status >= 500
                        ? new ModelFailure.Overloaded(name() + " is in trouble (" + status + ")" + said(error))
                        : new ModelFailure.Rejected(name() + " refused (" + status + ")" + said(error));
        };
    }

    /** For an error that arrives inside an answer that began as 200. */
    public ModelFailure inAnswer(ProviderError error) {
        if (error.code().matches("[45]\\d\\d"))
            return ofStatus(Integer.parseInt(error.code()), error, _ -> Optional.empty());
        String kind = error.code() + " " + error.type();
        if (kind.contains("rate_limit")) return new ModelFailure.Throttled(name() + " asks to wait", patience);
        if (kind.contains("invalid_request") || error.exhausted())
            return new ModelFailure.Rejected(name() + " refused" + said(error));
        return new ModelFailure.CutOff(name() + " broke the answer off" + said(error));
    }

    public ModelFailure unreachable() {
        return new ModelFailure.Unreachable(name() + " cannot be reached");
    }

    public ModelFailure silent() {
        return new ModelFailure.TimedOut(name() + " stayed silent for too long");
    }

    public ModelFailure tooLong() {
        return new ModelFailure.TimedOut(name() + " took too long for the whole answer");
    }

    public ModelFailure cutOff() {
        return new ModelFailure.CutOff("the answer of " + name() + " ended before its end mark");
    }

    private String name() {
        return endpoint.provider();
    }

    private String said(ProviderError error) {
        if (error.message().isBlank()) return "";
        String message = endpoint.key()
                .map(it -> error.message().replace(it.reveal(), it.toString()))
                .orElse(error.message())
                .strip();
        return ": " + (message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) : message);
    }

    private Duration retryAfter(Function<String, Optional<String>> header) {
        return header.apply("retry-after-ms")
                .flatMap(it -> duration(it, 1))
                .or(() -> header.apply("retry-after")
                        .flatMap(it -> duration(it, 1000).or(() -> until(it))))
                .orElse(patience);
    }

    private static Optional<Duration> duration(String number, long millis) {
        try {
            double amount = Double.parseDouble(number.strip());
            return amount >= 0 ? Optional.of(Duration.ofMillis(Math.round(amount * millis))) : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> until(String date) {
        try {
            Instant then = ZonedDateTime.parse(date.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(Instant.now(), then);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
