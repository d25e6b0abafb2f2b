package parley.http.chatsparty;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import parley.engine.kernel.Refusal;
import parley.http.edge.Json;

/** The units of the first era's streams, one JSON each; times are seconds since 1970. */
final class PythonUnits {
    /** The last unit of every stream. */
    static final String COMPLETE = Json.text(new Complete("complete"));

    private static final int MILLIS = 3;

    private PythonUnits() {}

    record Complete(String type) {}

    record Wrong(String error) {}

    record Echo(String speaker, String message, BigDecimal timestamp, String type) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Typing(String type, String speaker, String agentId) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Message(String speaker, String agentId, String message, BigDecimal timestamp, String type) {}

    /** A moment as seconds and their thousandths. */
    static BigDecimal seconds(Instant at) {
        return BigDecimal.valueOf(at.toEpochMilli(), MILLIS);
    }

    static List<String> of(Moment moment) {
        return switch (moment) {
            case Moment.Said it -> List.of(echo(it.text(), it.at()));
            case Moment.Begun it -> List.of(typing(it.speaker()));
            case Moment.Whole it when !it.text().isEmpty() -> List.of(message(it.speaker(), it.text(), it.at()));
            case Moment.Failed it -> List.of(message(it.speaker(), Apology.of(it), it.at()));
            default -> List.of();
        };
    }

    /** The whole stream where a message was not taken because nothing of its answer can be paid. */
    static List<String> unpaid(Talk talk, Moment.Speaker speaker, Refusal refusal, Instant now) {
        return List.of(
                echo(talk.text(), now), typing(speaker), message(speaker, Apology.unpaid(refusal), now), COMPLETE);
    }

    /** The whole stream where something was wrong with what was asked. */
    static List<String> wrong(String reason) {
        return List.of(Json.text(new Wrong(reason)), COMPLETE);
    }

    private static String echo(String text, Instant at) {
        return Json.text(new Echo("user", text, seconds(at), "message"));
    }

    private static String typing(Moment.Speaker speaker) {
        return Json.text(new Typing("typing", speaker.name(), speaker.agent().value()));
    }

    private static String message(Moment.Speaker speaker, String text, Instant at) {
        return Json.text(new Message(speaker.name(), speaker.agent().value(), text, seconds(at), "message"));
    }
}
