package parley.http.chatsparty;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;
import parley.engine.conversation.ConversationView;
import parley.engine.kernel.Refusal;
import parley.http.edge.Problems;
import parley.http.edge.Sse;

/** Answers of talks as the first era's clients read them. */
final class PythonChat {
    private static final String BROKEN = "Stream error: the stream broke; the conversation goes on";

    private final Talks talks;
    private final Sse sse;
    private final Duration answerWithin;
    private final Clock clock;

    PythonChat(Talks talks, Sse sse, ChatSettings settings, Clock clock) {
        this.talks = talks;
        this.sse = sse;
        this.answerWithin = settings.answerWithin();
        this.clock = clock;
    }

    record AgentReply(String response, String type, String conversationId, String agentId, String agentName) {
        static AgentReply of(Talk talk, Line line) {
            String agent = line.agentId == null ? "" : line.agentId;
            return new AgentReply(line.message, "agent_response", talk.conversation(), agent, line.speaker);
        }
    }

    /** One thing said, in seconds since 1970; no agent for a person. */
    record Line(String speaker, @Nullable String agentId, String message, BigDecimal timestamp) {}

    /** One reply, once it is whole. */
    CompletionStage<HttpResponse> reply(Talk talk) {
        return talks.begin(talk).thenApply(taken -> {
            ConversationView room = taken.paid();
            return sse.later(lines(talk, room)
                    .map(lines -> Reply.text(AgentReply.of(talk, last(lines, room))))); // the reply as JSON
        });
    }

    private Line last(List<Line> lines, ConversationView room) {
        Line last = lines.isEmpty() ? null : lines.getLast();
        if (last != null && last.agentId != null) return last;
        Moment.Speaker silent = Retelling.first(room);
        return new Line(silent.name(), silent.agent().value(), "", PythonUnits.seconds(clock.instant()));
    }

    /** All that was said, once the round has ended. */
    CompletionStage<HttpResponse> conversation(Talk talk) {
        return talks.begin(talk)
                .thenApply(taken -> sse.later(lines(talk, taken.paid()).map(Reply::text)));
    }

    private Source<List<Line>, NotUsed> lines(Talk talk, ConversationView room) {
        return talks.answer(talk, room, false) // moments
                .takeWithin(answerWithin) // those in time
                .fold(List.<Line>of(), PythonChat::with); // what was said
    }

    private static List<Line> with(List<Line> lines, Moment moment) {
        List<Line> more = new ArrayList<>(lines);
        switch (moment) {
            case Moment.Said it -> more.add(new Line("user", null, it.text(), PythonUnits.seconds(it.at())));
            case Moment.Whole it
            when !it.text().isEmpty() -> more.add(line(it.speaker(), it.text(), PythonUnits.seconds(it.at())));
            case Moment.Failed it -> more.add(line(it.speaker(), Apology.of(it), PythonUnits.seconds(it.at())));
            default -> {}
        }
        return more;
    }

    private static Line line(Moment.Speaker speaker, String text, BigDecimal at) {
        return new Line(speaker.name(), speaker.agent().value(), text, at);
    }

    /** Everything as it is said. What is wrong is told in the stream, whose last unit is always the same. */
    CompletionStage<HttpResponse> streamed(Talk talk) {
        return talks.begin(talk)
                .thenApply(taken -> units(talk, taken))
                .exceptionally(failure -> Source.from(PythonUnits.wrong(reason(failure))))
                .thenApply(sse::units);
    }

    private Source<String, NotUsed> units(Talk talk, Talks.Taken taken) {
        Refusal unpaid = taken.unpaid();
        if (unpaid != null)
            return Source.from(PythonUnits.unpaid(talk, Retelling.first(taken.room()), unpaid, clock.instant()));
        return talks.answer(talk, taken.room(), false) // moments
                .mapConcat(PythonUnits::of) // units
                .concat(Source.single(PythonUnits.COMPLETE)) // and the last one
                .recoverWithRetries(1, Throwable.class, () -> Source.from(PythonUnits.wrong(BROKEN)));
    }

    private static String reason(Throwable failure) {
        String detail = Problems.problem(failure).detail();
        return Refusal.in(failure).isPresent() ? detail : "Stream error: " + detail;
    }
}
