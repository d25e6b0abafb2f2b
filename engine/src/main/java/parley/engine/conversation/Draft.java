package parley.engine.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.Participant;
import parley.engine.conversation.Transcript.Debt;
import parley.engine.conversation.Transcript.Line;
import parley.engine.conversation.Transcript.OpenTurn;
import parley.engine.conversation.Transcript.Round;

/** The next transcript in the making: begins as the last one, takes one event, and is then done. */
final class Draft {
    private final Transcript from;
    private List<Line> lines;
    private Round round;
    private int turns;
    private @Nullable OpenTurn open;
    private Map<Integer, Debt> owed;
    private String lastMessage;
    private boolean deleted;

    Draft(Transcript from) {
        this.from = from;
        this.lines = from.lines();
        this.round = from.round();
        this.turns = from.turns();
        this.open = from.open();
        this.owed = from.owed();
        this.lastMessage = from.lastMessage();
        this.deleted = from.deleted();
    }

    Transcript done(Instant at) {
        return new Transcript(
                from.owner(),
                from.title(),
                from.participants(),
                lines,
                round,
                turns,
                open,
                owed,
                lastMessage,
                deleted,
                from.createdAt(),
                at);
    }

    Draft said(ConversationEvent.MessageSaid it) {
        lines = plus(lines, new Line(0, null, "user", List.of(it.text()), "spoken", it.at()));
        lastMessage = it.message();
        return this;
    }

    Draft began(ConversationEvent.RoundStarted it) {
        round = new Round(it.round(), it.turns(), 0, true);
        return this;
    }

    Draft roundEnded() {
        round = new Round(round.number(), round.asked(), round.ended(), false);
        return this;
    }

    Draft started(ConversationEvent.TurnStarted it) {
        OpenTurn before = open;
        open = new OpenTurn(
                it.turn(),
                it.attempt(),
                it.speaker(),
                it.model(),
                it.hold(),
                it.credits(),
                before == null || it.from() == 0 ? List.of() : before.sentences(),
                before == null ? it.at() : before.at());
        turns = it.turn();
        return this;
    }

    Draft spoken(ConversationEvent.SentenceSpoken it) {
        if (open != null) open = open.saying(plus(open.sentences(), it.text()));
        return this;
    }

    /** An attempt keeps all of its sentences or none. */
    Draft superseded(ConversationEvent.TurnSuperseded it) {
        if (open != null && it.kept() == 0) open = open.saying(List.of());
        return this;
    }

    Draft turnEnded(String ending, long credits) {
        OpenTurn ended = open;
        if (ended == null) return this;
        String name = from.participant(ended.speaker()).map(Participant::name).orElse("agent");
        lines = plus(lines, new Line(ended.turn(), ended.speaker(), name, ended.sentences(), ending, ended.at()));
        owed = new TreeMap<>(owed);
        owed.put(ended.turn(), new Debt(ended.hold(), credits));
        round = new Round(round.number(), round.asked(), round.ended() + 1, round.running());
        open = null;
        return this;
    }

    Draft charged(ConversationEvent.TurnCharged it) {
        owed = new TreeMap<>(owed);
        owed.remove(it.turn());
        return this;
    }

    /** What was said is gone; what is owed is still paid. */
    Draft deleted() {
        lines = List.of();
        open = null;
        deleted = true;
        return this;
    }

    private static <T> List<T> plus(List<T> items, T item) {
        List<T> more = new ArrayList<>(items.size() + 1);
        more.addAll(items);
        more.add(item);
        return more;
    }
}
