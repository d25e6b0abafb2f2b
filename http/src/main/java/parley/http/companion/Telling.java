package parley.http.companion;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.engine.conversation.Ending;
import parley.engine.llm.ModelRef;

/**
 * The events of one answer (contract, sections 3.1 to 3.3): {@code provider_connected} once a model answers, {@code content}
 * with each piece, one without text that closes each sentence, and {@code sentence}; at last either {@code done} or {@code
 * error}, and nothing after it. Used by one stream only.
 */
final class Telling {
    private static final Set<String> OFFLINE = Set.of("unreachable", "overloaded", "timed_out");

    private final Talk talk;
    private final Clock clock;
    private final StringBuilder text = new StringBuilder();
    private ModelRef model = ModelRef.DEFAULT;
    private int chunks;
    private boolean ended;

    Telling(Talk talk, Clock clock) {
        this.talk = talk;
        this.clock = clock;
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record Connected(
            String provider,
            String model,
            String type,
            @Nullable String character,
            String conversationId,
            String room,
            Instant timestamp) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Content(
            String content,
            String provider,
            String model,
            int chunkIndex,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean sentenceComplete,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String sentence,

            Instant timestamp) {}

    record Sentence(int index, String sentence, Instant timestamp) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Done(
            String provider,
            String model,
            @Nullable UsageTold usage,
            String fullContent,
            int chunkCount,
            long latency,
            boolean stopped,
            @Nullable String character,
            String conversationId,
            String room,
            Instant timestamp) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Failed(
            String type,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String status,

            String provider,
            String model,
            String error,
            String code,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String suggestion,

            int chunkCount,
            String conversationId,
            Instant timestamp) {}

    /** What something tells at once; nothing for the end, which comes when everything else was told. */
    List<Frame> of(Uttered uttered) {
        return switch (uttered) {
            case Uttered.Begun it -> {
                model = it.model();
                yield List.of(Frame.of("provider_connected", connected()));
            }
            case Uttered.Grown it -> {
                text.append(it.text());
                yield List.of(Frame.of("content", content(it.text(), null)));
            }
            case Uttered.Closed it ->
                List.of(
                        Frame.of("content", content("", it.sentence())),
                        Frame.of("sentence", new Sentence(it.index(), it.sentence(), now())));
            case Uttered.Over _ -> List.of();
        };
    }

    /** The last event. */
    Frame last(Uttered.Over over) {
        ended = true;
        model = over.model();
        Uttered.Failure failure = over.failure();
        return failure == null ? Frame.of("done", done(over)) : Frame.of("error", failed(failure));
    }

    /** The last event where this stream broke, which says nothing of the conversation; nothing where it has ended. */
    List<Frame> broken() {
        if (ended) return List.of();
        ended = true;
        String reason = "the stream broke; the conversation goes on";
        return List.of(Frame.of("error", failed(new Uttered.Failure("stream_error", reason))));
    }

    boolean ended() {
        return ended;
    }

    private Connected connected() {
        return new Connected(
                model.toString(),
                model.model(),
                place(),
                character(),
                session(),
                talk.room().id().value(),
                now());
    }

    private Content content(String piece, @Nullable String sentence) {
        Boolean complete = sentence == null ? null : true;
        return new Content(piece, model.toString(), model.model(), ++chunks, complete, sentence, now());
    }

    private Done done(Uttered.Over over) {
        boolean stopped = over.ending() == Ending.STOPPED || over.ending() == Ending.INTERRUPTED;
        return new Done(
                model.toString(),
                model.model(),
                UsageTold.of(over.usage()),
                text.toString(),
                chunks,
                Duration.between(talk.since(), clock.instant()).toMillis(),
                stopped,
                character(),
                session(),
                talk.room().id().value(),
                now());
    }

    /** A model that is down before it said anything is told so that both generations of the page understand it. */
    private Failed failed(Uttered.Failure failure) {
        boolean down = OFFLINE.contains(failure.code()) && chunks == 0;
        boolean local = place().equals("local");
        return new Failed(
                down ? "provider_offline" : failure.code(),
                down ? (local ? "offline" : "all_offline") : null,
                down && local ? "local" : model.toString(),
                model.model(),
                failure.reason(),
                failure.code(),
                down ? "Start the model's server, or choose another model." : null,
                chunks,
                session(),
                now());
    }

    private String place() {
        return ModelMenu.type(model);
    }

    private @Nullable String character() {
        return talk.answerer().told();
    }

    private String session() {
        return talk.wish().session();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
