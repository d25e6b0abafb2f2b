package parley.http.companion;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.jspecify.annotations.Nullable;
import parley.engine.conversation.Ending;
import parley.engine.llm.ModelRef;
import parley.http.edge.Problem;

/** An answer as a whole: the page reads {@code message}, clients of the migration guide {@code content} (contract, section 12). */
@JsonNaming(SnakeCaseStrategy.class)
record ChatAnswer(
        boolean success,
        String message,
        String content,
        String provider,
        String model,
        @Nullable UsageTold usage,
        long latency,
        @Nullable String character,
        String conversationId,
        String room,
        Instant timestamp) {

    /** All that was uttered until now. */
    record Draft(String text, ModelRef model, Uttered.@Nullable Over over) {
        static final Draft EMPTY = new Draft("", ModelRef.DEFAULT, null);

        Draft and(Uttered uttered) {
            return switch (uttered) {
                case Uttered.Begun it -> new Draft(text, it.model(), over);
                case Uttered.Grown it -> new Draft(text + it.text(), model, over);
                case Uttered.Closed _ -> this;
                case Uttered.Over it -> new Draft(text, model, it);
            };
        }
    }

    /** The answer; a problem where there is none. */
    static ChatAnswer of(Talk talk, Draft draft, Clock clock) {
        Uttered.Over over = draft.over;
        if (over == null) throw Problem.unavailable("the answer broke off here; the conversation goes on");
        Uttered.Failure failure = over.failure();
        if (failure != null) throw new Problem(status(failure), failure.code(), failure.reason());
        String text = draft.text.strip();
        if (text.isEmpty()) throw silence(over);
        Instant now = clock.instant();
        return new ChatAnswer(
                true,
                text,
                text,
                draft.model.toString(),
                draft.model.model(),
                UsageTold.of(over.usage()),
                Duration.between(talk.since(), now).toMillis(),
                talk.answerer().told(),
                talk.wish().session(),
                talk.room().id().value(),
                now.truncatedTo(ChronoUnit.MILLIS));
    }

    private static Problem silence(Uttered.Over over) {
        return over.ending() == Ending.STOPPED || over.ending() == Ending.INTERRUPTED
                ? new Problem(StatusCodes.CONFLICT, "stopped", "the answer was stopped before anything was said")
                : Problem.upstream("the model had nothing to say; try again");
    }

    private static StatusCode status(Uttered.Failure failure) {
        return switch (failure.code()) {
            case "insufficient_credits" -> StatusCodes.PAYMENT_REQUIRED;
            case "unreachable", "overloaded", "timed_out", "throttled" -> StatusCodes.SERVICE_UNAVAILABLE;
            case "gone" -> StatusCodes.NOT_FOUND;
            case "internal" -> StatusCodes.INTERNAL_SERVER_ERROR;
            default -> StatusCodes.BAD_GATEWAY;
        };
    }
}
