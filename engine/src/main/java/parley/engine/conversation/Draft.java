package parley.engine.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.Participant;
import parley.engine.conversation.Transcript.Known;
import parley.engine.conversation.Transcript.Origin;
import parley.engine.conversation.Transcript.Proposal;
import parley.engine.conversation.Transcript.Queued;
import parley.engine.floor.Floor;
import parley.engine.kernel.UserId;
import parley.engine.llm.Usage;
import parley.engine.prompt.Scene;

/** The next transcript in the making: begins as the last one, takes one event, and is then done. */
final class Draft {
    /** Messages remembered, so that one sent again is done once; a client that tries again does so at once. */
    private static final int KNOWN = 100;

    private final Instant createdAt;
    private @Nullable UserId owner;
    private String title;
    private Seats seats;
    private Rules rules;
    private Lines lines;
    private Round round;
    private int turns;
    private @Nullable Proposal proposal;
    private @Nullable OpenTurn open;
    private Roleplay roleplay;
    private Tab tab;
    private List<Queued> queue;
    private List<Known> known;
    private @Nullable Origin origin;
    private boolean deleted;
    private boolean shared;

    Draft(Transcript from) {
        this.createdAt = from.createdAt();
        this.owner = from.owner();
        this.title = from.title();
        this.seats = from.seats();
        this.rules = from.rules();
        this.lines = from.lines();
        this.round = from.round();
        this.turns = from.turns();
        this.proposal = from.proposal();
        this.open = from.open();
        this.roleplay = from.roleplay();
        this.tab = from.tab();
        this.queue = from.queue();
        this.known = from.known();
        this.origin = from.origin();
        this.deleted = from.deleted();
        this.shared = from.shared();
    }

    /** The switch is complete by the compiler. */
    Transcript after(ConversationEvent event) {
        switch (event) {
            case ConversationEvent.Opened it -> opened(it);
            case ConversationEvent.Forked it -> forked(it);
            case ConversationEvent.RulesSet it -> rules = it.rules();
            case ConversationEvent.AgentSeated it -> seats = seats.with(it.participant());
            case ConversationEvent.AgentUnseated it -> seats = seats.without(it.agent());
            case ConversationEvent.AgentMuted it -> seats = seats.muted(it.agent(), true);
            case ConversationEvent.AgentUnmuted it -> seats = seats.muted(it.agent(), false);
            case ConversationEvent.MessageSaid it -> said(it);
            case ConversationEvent.Introduced it ->
                roleplay = roleplay.introduced(new Person(it.name(), it.description()), open != null);
            case ConversationEvent.Greeted it -> greeted(it);
            case ConversationEvent.LinesAdded it -> added(it);
            case ConversationEvent.MessageQueued it -> queued(it);
            case ConversationEvent.Steered it ->
                add(new Line(0, 0, null, "director", List.of(it.text()), Line.STEERING, it.at()));
            case ConversationEvent.RoundStarted it -> began(it);
            case ConversationEvent.RoundPaused it -> round = round.paused(it.at());
            case ConversationEvent.RoundResumed it -> round = round.resumed(it.at());
            case ConversationEvent.EndCalled it -> round = round.calledOff(it.reason());
            case ConversationEvent.SpeakerProposed it -> proposed(it);
            case ConversationEvent.TurnApproved _ -> approved();
            case ConversationEvent.Judged it -> judged(it);
            case ConversationEvent.Condensed it -> condensed(it);
            case ConversationEvent.QuestionAsked it -> tab = tab.asking(it);
            case ConversationEvent.QuestionDropped it -> closed(it.question(), 0);
            case ConversationEvent.QuestionCharged it -> tab = tab.questionCharged(it.question());
            case ConversationEvent.TurnStarted it -> started(it);
            case ConversationEvent.SentenceSpoken it -> spoken(it);
            case ConversationEvent.SentenceBlocked _, ConversationEvent.SentenceVoiced _ -> {}
            case ConversationEvent.HoldExtended it -> extended(it);
            case ConversationEvent.TurnCompleted it -> turnEnded(Line.SPOKEN, it.usage(), it.credits());
            case ConversationEvent.TurnStopped it -> turnEnded(Line.STOPPED, it.usage(), it.credits());
            case ConversationEvent.TurnFailed it -> failed(it);
            case ConversationEvent.TurnSuperseded it -> open = open == null ? null : open.superseded(it);
            case ConversationEvent.ToolEvent it -> open = open == null ? null : open.after(it);
            case ConversationEvent.TurnCharged it -> tab = tab.charged(it.turn());
            case ConversationEvent.RoundEnded it -> roundEnded(it);
            case ConversationEvent.LineEdited it -> edited(it);
            case ConversationEvent.HeadMoved it -> lines = lines.movedTo(it.line());
            case ConversationEvent.Heard it -> lines = lines.heard(it.turn(), it.length(), turns);
            case ConversationEvent.LinePinned it -> lines = lines.pinned(it.line(), true);
            case ConversationEvent.LineUnpinned it -> lines = lines.pinned(it.line(), false);
            case ConversationEvent.Shared it -> shared = it.shared();
            case ConversationEvent.Deleted _ -> deleted();
        }
        return done(event);
    }

    private Transcript done(ConversationEvent event) {
        boolean begins = event instanceof ConversationEvent.Opened || event instanceof ConversationEvent.Forked;
        return new Transcript(
                owner,
                title,
                seats,
                rules,
                lines,
                round,
                turns,
                proposal,
                open,
                roleplay,
                tab,
                queue,
                known,
                origin,
                deleted,
                shared,
                begins ? event.at() : createdAt,
                event.at());
    }

    private void opened(ConversationEvent.Opened it) {
        owner = it.owner();
        title = it.title();
        seats = new Seats(it.participants(), seats.muted(), List.of());
    }

    /** The parent's past is shared; what it had in mid-air, what it owes and what waits there stays its own. */
    private void forked(ConversationEvent.Forked it) {
        origin = new Origin(it.parent(), it.sequence(), owner != null);
        OpenTurn running = open;
        if (running != null && !running.sentences().isEmpty()) lines = lines.plus(line(running, Line.CUT));
        owner = it.owner();
        title = it.title();
        open = null;
        roleplay = roleplay.rested();
        proposal = null;
        tab = new Tab(Map.of(), tab.asked(), null, Map.of());
        queue = List.of();
        known = List.of();
        shared = false;
        round = round.over(it.at());
    }

    private void said(ConversationEvent.MessageSaid it) {
        add(new Line(0, 0, null, Line.PERSON, List.of(it.text()), Line.SPOKEN, it.at()));
        queue = queue.stream()
                .filter(waiting -> !waiting.message().equals(it.message()))
                .toList();
        known(it.message(), round.number() + (round.running() ? 0 : 1));
    }

    /** The first line of a branch of its own. */
    private void greeted(ConversationEvent.Greeted it) {
        String name = seats.participant(it.agent()).map(Participant::name).orElse("agent");
        lines = lines.movedTo(0).plus(new Line(0, 0, it.agent(), name, List.of(it.text()), Line.SPOKEN, it.at()));
        roleplay = roleplay.greeted(lines.head(), it.greeting());
    }

    private void added(ConversationEvent.LinesAdded it) {
        it.lines().forEach(line -> add(line.line()));
        known(Keeping.known(it.key()), round.number());
    }

    /** What is said while somebody speaks comes after what they say. */
    private void add(Line line) {
        lines = open == null ? lines.plus(line) : lines.holding(line);
    }

    private void queued(ConversationEvent.MessageQueued it) {
        Queued waiting = new Queued(it.message(), it.author(), it.text(), it.turns(), it.how());
        List<Queued> next = new ArrayList<>(queue);
        if (it.how().stops()) next.addFirst(waiting);
        else next.add(waiting);
        queue = next;
        known(it.message(), round.number() + next.indexOf(waiting) + 1);
    }

    private void known(String message, int number) {
        known = new Known(message, number).after(known, KNOWN);
    }

    private void began(ConversationEvent.RoundStarted it) {
        int head = lines.head();
        boolean answers = head > 0 && lines.line(head).byPerson();
        int base = answers ? lines.line(head).after() : head;
        round = Round.started(it.round(), it.turns(), base, lines.spoken(), it.at());
    }

    private void approved() {
        Proposal it = proposal;
        if (it != null) proposal = it.approve();
    }

    private void started(ConversationEvent.TurnStarted it) {
        open = OpenTurn.begun(it, open);
        turns = it.turn();
        Proposal next = proposal;
        if (next != null && next.turn() == it.turn()) proposal = null;
    }

    private void spoken(ConversationEvent.SentenceSpoken it) {
        if (open != null) open = open.saying(it.text());
    }

    private void turnEnded(String ending, Usage usage, long credits) {
        OpenTurn ended = open;
        if (ended == null) return;
        lines = lines.plus(line(ended, ending));
        Brief brief = ended.brief();
        if (brief != null && !ending.equals(Line.FAILED) && !ended.sentences().isEmpty())
            roleplay = roleplay.remembering(ended.speaker(), brief.lore());
        roleplay = roleplay.rested();
        tab = tab.ended(ended, credits);
        round = round.after(usage, credits);
        open = null;
    }

    private Line line(OpenTurn ended, String ending) {
        String name = seats.participant(ended.speaker()).map(Participant::name).orElse("agent");
        return new Line(lines.head(), ended.turn(), ended.speaker(), name, ended.sentences(), ending, ended.at());
    }

    private void extended(ConversationEvent.HoldExtended it) {
        if (open != null && open.turn() == it.turn()) open = open.holding(it.credits());
    }

    private void failed(ConversationEvent.TurnFailed it) {
        if (open != null && it.wasted() > 0) open = open.wasting(new Tab.Waste(it.attempt(), it.wasted()));
        turnEnded(Line.FAILED, Usage.NONE, 0);
    }

    private void proposed(ConversationEvent.SpeakerProposed it) {
        proposal = new Proposal(it.turn(), it.speaker(), it.why(), it.approved());
        answered(it.asked());
    }

    private void judged(ConversationEvent.Judged it) {
        round = round.judged(new Floor.Verdict(it.turns(), it.done(), it.reason()));
        answered(it.asked());
    }

    private void condensed(ConversationEvent.Condensed it) {
        lines = lines.condensed(new Scene.Summary(it.upTo(), it.summary(), it.fallback()));
        answered(it.asked());
    }

    private void answered(@Nullable Asked asked) {
        if (asked != null && asked.question() != null) closed(asked.question(), asked.credits());
    }

    private void closed(int number, long credits) {
        tab = tab.closed(number, credits);
        round = round.costing(credits);
    }

    private void roundEnded(ConversationEvent.RoundEnded it) {
        round = round.over(it.at());
        proposal = null;
    }

    private void edited(ConversationEvent.LineEdited it) {
        Line old = lines.line(it.line());
        lines = lines.movedTo(old.after())
                .plus(new Line(
                        old.after(), old.turn(), old.agent(), old.name(), List.of(it.text()), Line.EDITED, it.at()));
        roleplay = roleplay.reworded(it.line(), lines.head());
    }

    /** What was said is gone; what is owed is still paid. */
    private void deleted() {
        lines = Lines.NONE;
        roleplay = Roleplay.NONE;
        open = null;
        proposal = null;
        queue = List.of();
        deleted = true;
        shared = false;
    }
}
