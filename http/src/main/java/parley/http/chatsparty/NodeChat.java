package parley.http.chatsparty;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;
import parley.engine.conversation.ConversationView;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Accounts;
import parley.http.edge.Sse;

/** Answers of talks as the second era's clients read them; times are milliseconds since 1970. */
final class NodeChat {
    private static final String BROKEN = "the stream broke; the conversation goes on";

    private final Talks talks;
    private final Accounts accounts;
    private final Sse sse;
    private final Duration answerWithin;
    private final Clock clock;

    NodeChat(Talks talks, Accounts accounts, Sse sse, ChatSettings settings, Clock clock) {
        this.talks = talks;
        this.accounts = accounts;
        this.sse = sse;
        this.answerWithin = settings.answerWithin();
        this.clock = clock;
    }

    record Answer(boolean success, Object data) {}

    record One(
            String conversationId,
            String response,
            String message,
            String messageId,
            @Nullable String agentId,
            @Nullable String agentName,
            long timestamp,
            long creditsUsed) {}

    record Several(String conversationId, List<Line> messages, long totalCreditsUsed, boolean conversationComplete) {}

    record Line(String speaker, String message, long timestamp, String agentId, String messageType) {}

    /** All that came of a message. */
    private record Outcome(List<Line> lines, long credits, boolean complete) {
        static final Outcome NOTHING = new Outcome(List.of(), 0, false);

        Outcome with(Moment moment) {
            return switch (moment) {
                case Moment.Whole it
                when !it.text().isEmpty() ->
                    and(line(it.speaker(), it.text(), it.at().toEpochMilli(), "message"));
                case Moment.Failed it ->
                    and(line(it.speaker(), Apology.of(it), it.at().toEpochMilli(), "error"));
                case Moment.Charged it -> new Outcome(lines, credits + it.credits(), complete);
                case Moment.Ended _ -> new Outcome(lines, credits, true);
                default -> this;
            };
        }

        private Outcome and(Line line) {
            List<Line> more = new ArrayList<>(lines);
            more.add(line);
            return new Outcome(more, credits, complete);
        }

        private static Line line(Moment.Speaker speaker, String text, long at, String type) {
            return new Line(speaker.name(), text, at, speaker.agent().value(), type);
        }
    }

    /** One reply: streamed sentence by sentence, or once it is whole. */
    CompletionStage<HttpResponse> one(Talk talk, boolean streamed) {
        return streamed ? streamed(talk) : whole(talk, it -> one(talk, it));
    }

    /** A round: streamed sentence by sentence, or once it has ended. */
    CompletionStage<HttpResponse> several(Talk talk, boolean streamed) {
        return streamed
                ? streamed(talk)
                : whole(talk, it -> new Several(talk.conversation(), it.lines, it.credits, it.complete));
    }

    private One one(Talk talk, Outcome it) {
        Optional<Line> last = it.lines.isEmpty() ? Optional.empty() : Optional.of(it.lines.getLast());
        String text = last.map(Line::message).orElse("");
        return new One(
                talk.conversation(),
                text,
                text,
                talk.message(),
                last.map(Line::agentId).orElse(null),
                last.map(Line::speaker).orElse(null),
                last.map(Line::timestamp).orElseGet(clock::millis),
                it.credits);
    }

    private interface Shape {
        Object of(Outcome outcome);
    }

    private CompletionStage<HttpResponse> whole(Talk talk, Shape shape) {
        return talks.begin(talk)
                .thenApply(taken -> sse.later(talks.answer(talk, taken.paid(), true) // moments
                        .takeWithin(answerWithin) // those in time
                        .fold(Outcome.NOTHING, Outcome::with) // what came of it
                        .map(it -> Reply.text(new Answer(true, shape.of(it)))))); // as JSON
    }

    /** What can be told before anything is said is an error; afterwards it is a unit of the stream. */
    private CompletionStage<HttpResponse> streamed(Talk talk) {
        return talks.begin(talk).thenApply(taken -> {
            Refusal unpaid = taken.unpaid();
            return sse.units(
                    unpaid == null
                            ? units(talk, taken.room())
                            : Source.single(NodeUnits.wrong(unpaid.reason(), Apology.UNPAID, clock.instant())));
        });
    }

    private Source<String, NotUsed> units(Talk talk, ConversationView room) {
        return talks.answer(talk, room, true) // moments
                .statefulMap(() -> 0L, NodeChat::counted, used -> Optional.of(new Counted(null, used))) // and their sum
                .mapAsync(1, it -> units(talk, it)) // units
                .mapConcat(it -> it) // one by one
                .recover(Throwable.class, () -> NodeUnits.wrong(BROKEN, "stream_error", clock.instant()));
    }

    /** A moment and what was charged until then; no moment after the last one. */
    private record Counted(@Nullable Moment moment, long used) {}

    private static Pair<Long, Counted> counted(long used, Moment moment) {
        long sum = moment instanceof Moment.Charged it ? used + it.credits() : used;
        return Pair.create(sum, new Counted(moment, sum));
    }

    private CompletionStage<List<String>> units(Talk talk, Counted it) {
        Moment moment = it.moment;
        if (moment == null)
            return CompletableFuture.completedFuture(
                    List.of(NodeUnits.complete(talk.conversation(), it.used, clock.instant())));
        if (moment instanceof Moment.Charged charged && charged.turn() > 0) return creditUpdate(talk.user(), it.used);
        return CompletableFuture.completedFuture(units(moment));
    }

    private CompletionStage<List<String>> creditUpdate(UserId user, long used) {
        return accounts.balance(user)
                .thenApply(it -> List.of(NodeUnits.creditUpdate(used, it.total(), clock.instant())));
    }

    private static List<String> units(Moment moment) {
        return switch (moment) {
            case Moment.Grown it -> List.of(NodeUnits.message(it.speaker(), it.text(), false, it.at()));
            case Moment.Whole it
            when !it.text().isEmpty() -> List.of(NodeUnits.message(it.speaker(), it.text(), true, it.at()));
            case Moment.Failed it -> List.of(NodeUnits.wrong(it.reason(), it.code(), it.at()));
            default -> List.of();
        };
    }
}
