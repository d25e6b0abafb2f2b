package parley.engine.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.Participant;
import parley.engine.kernel.UserId;
import parley.engine.llm.ChatModels;
import parley.engine.llm.Prompt;

/**
 * What a conversation has under way in this process: its feed, the running turn, requests to the ledger. Used by its
 * actor only; nothing here is remembered, all of it can be begun again from the transcript.
 */
final class Backstage {
    private final ActorContext<ConversationCommand> context;
    private final Coordinator coordinator;
    private final Stoppers stoppers = new Stoppers();
    private final Payments payments;
    private final Holding holding;
    private final Inquiry inquiry;
    private final Tooling tooling;
    private final Attendance attendance;
    private final TimerScheduler<ConversationCommand> timers;
    private @Nullable ActorRef<Feed.Command> feed;
    private Turn.@Nullable Running running;
    private @Nullable End end;
    private @Nullable Instant began;

    Backstage(
            ActorContext<ConversationCommand> context,
            Coordinator coordinator,
            TimerScheduler<ConversationCommand> timers,
            Attendance attendance) {
        this.context = context;
        this.coordinator = coordinator;
        this.timers = timers;
        this.attendance = attendance;
        this.payments = new Payments(context, coordinator);
        this.holding = new Holding(context, coordinator);
        this.inquiry = new Inquiry(context, coordinator, attendance.trail());
        this.tooling = new Tooling(context, coordinator, timers, holding, attendance.trail(), this::lastSentence);
    }

    /** Begins anew after recovery, with viewers to come. */
    void opens(long sequence, Transcript transcript) {
        attendance.comes(context);
        feed = context.spawnAnonymous(Feed.create(context.getSelf(), coordinator, sequence, transcript.open()));
        arm(transcript);
    }

    /** After events are stored: viewers are told, and what each event calls for is set going. */
    void react(Transcript transcript, List<ConversationEvent> events, long lastSequence) {
        publish(events, lastSequence);
        attendance.stored(events);
        if (!transcript.tab().questions().isEmpty()) payments.charge(transcript);
        for (ConversationEvent event : events) {
            switch (event) {
                case ConversationEvent.TurnStarted it -> hold(transcript, it);
                case ConversationEvent.QuestionAsked _ -> hold(transcript);
                case ConversationEvent.TurnSuperseded _ -> {
                    if (running != null) running.lost();
                }
                case ConversationEvent.SentenceSpoken it -> grow(transcript, it.figures());
                case ConversationEvent.SentenceBlocked it -> grow(transcript, it.figures());
                case ConversationEvent.TurnCompleted _,
                        ConversationEvent.TurnStopped _,
                        ConversationEvent.TurnFailed _ -> payments.charge(transcript);
                case ConversationEvent.RoundStarted _, ConversationEvent.RoundResumed _, ConversationEvent.RulesSet _ ->
                    arm(transcript);
                case ConversationEvent.RoundEnded _ -> answerStoppers(transcript, lastSequence);
                case ConversationEvent.ToolEvent _, ConversationEvent.HoldExtended _, ConversationEvent.AgentMuted _ ->
                    tooling.look(transcript);
                default -> {}
            }
        }
        if (!busy() && !Coordinator.atRest(transcript)) context.getSelf().tell(new ConversationCommand.Continue());
    }

    /** Sets the alarm for the end of the round's time, where it has one. */
    void arm(Transcript transcript) {
        Instant now = coordinator.engines().clock().instant();
        transcript
                .timeLeft(now)
                .ifPresent(it -> timers.startSingleTimer(
                        "time", new ConversationCommand.TimeUp(), it.isNegative() ? Duration.ZERO : it));
    }

    /** Goes on a little later: a neighbour did not answer. */
    void continueLater() {
        timers.startSingleTimer(
                "later",
                new ConversationCommand.Continue(),
                coordinator.settings().chargeAgain());
    }

    private void hold(Transcript transcript, ConversationEvent.TurnStarted started) {
        OpenTurn open = transcript.open();
        if (open != null && open.turn() == started.turn()) holdAgain(transcript);
    }

    private void hold(Transcript transcript) {
        UserId owner = transcript.owner();
        Tab.OpenQuestion question = transcript.tab().question();
        if (owner != null && question != null) holding.question(owner, question);
    }

    /** Asks the ledger to set the turn's price aside, be it again: a hold is one however often it is asked for. */
    void holdAgain(Transcript transcript) {
        OpenTurn open = transcript.open();
        UserId owner = transcript.owner();
        if (open != null && owner != null) holding.turn(owner, open);
    }

    /** After a sentence: what comes next must be paid for, or this was the last. */
    private void grow(Transcript transcript, @Nullable Figures figures) {
        OpenTurn open = transcript.open();
        UserId owner = transcript.owner();
        if (open == null || owner == null || !speaks(open)) return;
        Growth growth = Growth.after(open, figures, coordinator.settings(), tooling.base());
        if (growth.credits() > open.credits()) holding.grow(owner, open, growth.credits());
        else if (!growth.enough()) lastSentence(Growth.TOO_LONG);
    }

    /** Lets the running turn end with the sentence that it is in, and its round like this. */
    void lastSentence(End how) {
        Turn.Running it = running;
        if (it == null) return;
        end = how;
        it.last().complete(true);
    }

    /** How the round ends that was asked to; absent where none was. */
    @Nullable
    End end() {
        return end;
    }

    private void answerStoppers(Transcript transcript, long sequence) {
        end = null;
        stoppers.answer(() -> Views.of(coordinator.id(), transcript, sequence));
    }

    /** Tells the viewers what was stored, the last event having this sequence number. */
    private void publish(List<ConversationEvent> events, long lastSequence) {
        long sequence = lastSequence - events.size();
        for (ConversationEvent event : events) feed().tell(new Feed.Stored(++sequence, event));
    }

    /** A turn is being paid for, spoken or still heard, or a model is being asked. */
    boolean busy() {
        return running != null || holding.waits() || inquiry.waits();
    }

    boolean speaks(OpenTurn open) {
        Turn.Running it = running;
        return it != null && it.turn() == open.turn() && it.attempt() == open.attempt();
    }

    boolean voices(int turn) {
        Turn.Running it = running;
        return it != null && it.turn() == turn && !it.silenced();
    }

    int prefilled() {
        Turn.Running it = running;
        return it == null ? 0 : it.prefilled();
    }

    /** Lets the running turn's speaker speak. */
    void speak(Transcript transcript, OpenTurn open, Participant speaker) {
        Prompt prompt = coordinator.prompt(transcript, open, speaker);
        Turn.Crew crew = new Turn.Crew(
                coordinator.id(),
                context.getSelf(),
                feed(),
                coordinator.engines().speaker(),
                coordinator.settings(),
                (asked, answer) -> Engines.used(open.price(), open.model(), asked, answer),
                coordinator.engines().moderation(),
                trail().turn(),
                context.getSystem());
        Turn turn = new Turn(
                open.turn(),
                open.attempt(),
                open.sentences().size(),
                running == null ? List.of() : running.unheard(open),
                prompt,
                asked -> models(transcript).open(open.model()).answer(asked),
                speaker.casting().voice(),
                crew);
        Turn.Running started = turn.start();
        running = started;
        tooling.begins(prompt);
        end = null;
        began = open.at();
        context.pipeToSelf(
                started.drained(),
                (_, failure) -> new ConversationCommand.Drained(
                        open.turn(), open.attempt(), failure == null ? "" : failure.toString()));
    }

    /** Milliseconds from the turn's beginning to its first sound, the first time it is asked. */
    @Nullable
    Long firstSound(Instant now) {
        Instant start = began;
        began = null;
        return start == null ? null : Math.max(0, Duration.between(start, now).toMillis());
    }

    /** Asks a model something beside the turns, once that is paid for. */
    void ask(Transcript transcript, Errand errand) {
        Tab.OpenQuestion open = transcript.tab().question();
        if (open == null || holding.paid(open)) inquiry.begin(models(transcript), errand);
        else hold(transcript);
    }

    /** A room speaks through the connections of its owner and nobody else's. */
    private ChatModels models(Transcript transcript) {
        ChatModels models = coordinator.engines().models();
        UserId owner = transcript.owner();
        return owner == null ? models : models.of(owner, coordinator.id().value());
    }

    /** Whether this errand is the one waited for; after that it is not waited for any more. */
    boolean done(Errand asks) {
        return inquiry.done(asks);
    }

    /** Stops the model and the voice, and its round ends like this; the text that came until now is still stored. */
    void stop(End how) {
        holding.forget();
        end = how;
        inquiry.cancel();
        tooling.stop();
        Turn.Running it = running;
        if (it == null) return;
        it.silence().complete(true);
        feed().tell(new Feed.Silenced(it.turn()));
        it.stop().shutdown();
    }

    /** Ends everything at once; what was not stored is lost. */
    void abort() {
        attendance.goes(context);
        inquiry.cancel();
        tooling.stop();
        Turn.Running it = running;
        if (it == null) return;
        it.silence().complete(true);
        it.stop().abort(new IllegalStateException("the conversation left this node"));
        running = null;
    }

    /** A turn's stream is over; answers whether it was the running one, and not one of before a restart. */
    boolean drained(ConversationCommand.Drained drained) {
        Turn.Running it = running;
        if (it == null || it.turn() != drained.turn() || it.attempt() != drained.attempt()) return false;
        running = null;
        tooling.stop();
        return true;
    }

    Stoppers stoppers() {
        return stoppers;
    }

    Trail trail() {
        return attendance.trail();
    }

    Tooling tooling() {
        return tooling;
    }

    Holding holding() {
        return holding;
    }

    Payments payments() {
        return payments;
    }

    ActorRef<Feed.Command> feed() {
        ActorRef<Feed.Command> it = feed;
        if (it == null) throw new IllegalStateException("the feed opens when recovery is complete");
        return it;
    }
}
