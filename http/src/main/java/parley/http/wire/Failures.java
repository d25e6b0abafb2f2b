package parley.http.wire;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.ZipException;
import org.apache.pekko.http.scaladsl.model.EntityStreamException;
import parley.engine.kernel.Secret;
import parley.engine.llm.ModelFailure;

/** Tells a provider's troubles as failures of the engine, in words for people and without the key. */
public final class Failures {
    private static final int LONGEST_MESSAGE = 300;
    /** A key is looked for in no more than this of what a provider says. */
    private static final int LONGEST_READ = 2000;
    /** As much of a key as may be told: less says nothing. */
    private static final int TELLING_PART = 8;

    private static final Pattern THROTTLED =
            Pattern.compile("rate_?limit|resource_exhausted|throttl|too_many_requests");
    private static final Pattern OVERLOADED =
            Pattern.compile("overloaded|unavailable|capacity|server_error|api_error|internal");
    private static final Pattern BUSY = Pattern.compile("(?i)\\bbusy\\b|overloaded|too many|maximum pending");
    private static final Pattern LATE = Pattern.compile("timeout|deadline_exceeded");
    private static final Pattern NO_KEY =
            Pattern.compile("authentication|unauthenticated|permission|invalid_api_key|api_key_invalid|unauthorized");
    private static final Pattern REJECTED = Pattern.compile(
            "invalid_(request|argument|prompt|parameter)|not_found|context_length|exceed_context|too_large|"
                    + "content_filter|content_policy|moderation|failed_precondition|unsupported");

    private final Endpoint endpoint;
    private final Duration patience;
    private final Supplier<Optional<Secret>> token;

    public Failures(Endpoint endpoint, Duration patience) {
        this(endpoint, patience, Optional::empty);
    }

    /** Where something else than the key is shown to the provider, which is then as secret. */
    Failures(Endpoint endpoint, Duration patience, Supplier<Optional<Secret>> token) {
        this.endpoint = endpoint;
        this.patience = patience;
        this.token = token;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** For an answer that is not 200. */
    public ModelFailure ofStatus(int status, ProviderError error, Function<String, Optional<String>> header) {
        if (status < 500 && error.exhausted()) return unpaid(error);
        return switch (status) {
            case 401 -> unauthorized();
            case 402 -> unpaid(error);
            case 403 -> REJECTED.matcher(error.kinds()).find() ? rejected(status, error) : unauthorized();
            case 429 -> throttled(error, RetryAfter.in(header).or(error::delay));
            case 408, 425 -> new ModelFailure.TimedOut(name() + " took too long" + said(error));
            case 498 -> overloaded(status, error);
            case 400 -> error.kinds().contains("api_key_invalid") ? unauthorized() : rejected(status, error);
            default -> {
                if (status >= 300 && status < 400)
                    yield new ModelFailure.Rejected(
                            name() + " answers with a redirect (" + status + "), which is not followed");
                yield status >= 500 ? overloaded(status, error) : rejected(status, error);
            }
        };
    }

    /** For an error that arrives inside an answer that began as 200. */
    public ModelFailure inAnswer(ProviderError error) {
        if (error.code().matches("[45]\\d\\d"))
            return ofStatus(Integer.parseInt(error.code()), error, _ -> Optional.empty());
        if (error.exhausted()) return unpaid(error);
        String kinds = error.kinds();
        if (THROTTLED.matcher(kinds).find()) return throttled(error, error.delay());
        if (NO_KEY.matcher(kinds).find()) return unauthorized();
        if (REJECTED.matcher(kinds).find()) return new ModelFailure.Rejected(name() + " refused" + said(error));
        if (LATE.matcher(kinds).find()) return new ModelFailure.TimedOut(name() + " took too long" + said(error));
        // Some tell nothing but words.
        if (OVERLOADED.matcher(kinds).find()
                || (kinds.isBlank() && BUSY.matcher(error.message()).find()))
            return new ModelFailure.Overloaded(name() + " is in trouble" + said(error));
        return new ModelFailure.CutOff(name() + " broke the answer off" + said(error));
    }

    /** For a connection that failed within an answer. */
    ModelFailure broken(Throwable failure) {
        return switch (failure) {
            case ModelFailure known -> known;
            case ZipException zip when String.valueOf(zip.getMessage()).startsWith("Truncated") -> cutOff();
            case ZipException _ -> strange();
            case EntityStreamException entity when !entity.info().summary().contains("truncation") -> strange();
            default -> failure.getCause() instanceof DataFormatException ? strange() : cutOff();
        };
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

    /** For bytes that are no answer. */
    public ModelFailure strange() {
        return new ModelFailure.Malformed("the answer of " + name() + " holds something unreadable");
    }

    /** A text of the provider's, short, and without the key or a part of it that tells something. */
    public String cleaned(String text) {
        String read = text.length() > LONGEST_READ ? text.substring(0, LONGEST_READ) : text;
        String clean = Stream.of(endpoint.key(), token.get())
                .flatMap(Optional::stream)
                .reduce(read, (told, secret) -> without(secret.reveal(), secret.toString(), told), (one, _) -> one)
                .strip();
        return clean.length() > LONGEST_MESSAGE ? clean.substring(0, LONGEST_MESSAGE) : clean;
    }

    private static String without(String key, String dots, String text) {
        int least = Math.min(TELLING_PART, key.length());
        if (least == 0) return text;
        StringBuilder clean = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); ) {
            int end = at + least;
            while (end <= text.length() && key.contains(text.substring(at, end))) end++;
            boolean told = end > at + least;
            clean.append(told ? dots : text.substring(at, at + 1));
            at = told ? end - 1 : at + 1;
        }
        return clean.toString();
    }

    private ModelFailure unauthorized() {
        return new ModelFailure.Unauthorized(name() + " does not accept the key");
    }

    private ModelFailure unpaid(ProviderError error) {
        return new ModelFailure.Unpaid(name() + " wants to be paid, or has no quota left" + said(error));
    }

    private ModelFailure throttled(ProviderError error, Optional<Duration> wait) {
        return new ModelFailure.Throttled(name() + " asks to wait" + said(error), wait.orElse(patience));
    }

    private ModelFailure overloaded(int status, ProviderError error) {
        return new ModelFailure.Overloaded(name() + " is in trouble (" + status + ")" + said(error));
    }

    private ModelFailure rejected(int status, ProviderError error) {
        return new ModelFailure.Rejected(name() + " refused (" + status + ")" + said(error));
    }

    private String name() {
        return endpoint.provider();
    }

    private String said(ProviderError error) {
        return error.message().isBlank() ? "" : ": " + cleaned(error.message());
    }
}
