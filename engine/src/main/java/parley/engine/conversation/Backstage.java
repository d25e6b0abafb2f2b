package parley.engine.conversation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.pattern.StatusReply;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.Participant;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Balance;

/**
 * What a conversation has under way in this process: its feed, the running turn, requests to the ledger. Used by its
 * actor only; nothing here is remembered, all of it can be begun again from the transcript.
 */
final class Backstage {
    private final ActorContext<ConversationCommand> context;
    private final Coordinator coordinator;
    private final List<ActorRef<StatusReply<ConversationView>>> stoppers = new ArrayList<>();
    private final Set<Integer> charging = new HashSet<>();
    private @Nullable ActorRef<Feed.Command> feed;
    private Turn.@Nullable Running running;
    private @Nullable HoldAsked asked;

    private record HoldAsked(int turn, int attempt) {}

    Backstage(ActorContext<ConversationCommand> context, Coordinator coordinator) {
        this.context = context;
        this.coordinator = coordinator;
    }

    /** Begins anew after recovery, with viewers to come. */
    void opens(long sequence, Transcript transcript) {
        feed = context.spawnAnonymous(Feed.create(context.getSelf(), sequence, transcript.open()));
    }

    /** After events are stored: viewers are told, and what each event calls for is set going. */
    void react(Transcript transcript, List<ConversationEvent> events, long lastSequence) {
        publish(events, lastSequence);
        for (ConversationEvent event : events) {
            switch (event) {
                case ConversationEvent.RoundStarted _ -> context.getSelf().tell(new ConversationCommand.Continue());
                case ConversationEvent.TurnStarted it -> hold(transcript, it);
                case ConversationEvent.TurnSuperseded it -> waste(it);
                case ConversationEvent.TurnCompleted _,
                        ConversationEvent.TurnStopped _,
                        ConversationEvent.TurnFailed _ -> charge(transcript);
                case ConversationEvent.RoundEnded _ -> answerStoppers(transcript, lastSequence);
                default -> {}
            }
        }
    }

    private void hold(Transcript transcript, ConversationEvent.TurnStarted started) {
        UserId owner = transcript.owner();
        Transcript.OpenTurn open = transcript.open();
        if (owner != null && open != null && open.turn() == started.turn()) hold(owner, open);
    }

    /** Somebody waits for the running turn to stop. */
    void stopsFor(ActorRef<StatusReply<ConversationView>> replyTo) {
        stoppers.add(replyTo);
    }

    boolean stopping() {
        return !stoppers.isEmpty();
    }

    private void answerStoppers(Transcript transcript, long sequence) {
        stoppers.forEach(it -> it.tell(StatusReply.success(transcript.view(coordinator.id(), sequence))));
        stoppers.clear();
    }

    void attach(ActorRef<Live> viewer) {
        feed().tell(new Feed.Attach(viewer));
    }

    /** Tells the viewers what was stored, the last event having this sequence number. */
    private void publish(List<ConversationEvent> events, long lastSequence) {
        long sequence = lastSequence - events.size();
        for (ConversationEvent event : events) feed().tell(new Feed.Stored(++sequence, event));
    }

    /** A turn is being paid for, spoken or still heard. */
    boolean busy() {
        return running != null || asked != null;
    }

    boolean speaks(Transcript.OpenTurn open) {
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

    /** Asks the ledger to set the turn's price aside. */
    private void hold(UserId owner, Transcript.OpenTurn open) {
        asked = new HoldAsked(open.turn(), open.attempt());
        CompletionStage<Balance> answer = coordinator.engines().accounts().hold(owner, open.hold(), open.credits());
        context.pipeToSelf(
                answer,
                (_, failure) -> new ConversationCommand.HoldAnswered(
                        open.turn(), open.attempt(), failure == null ? "" : said(failure)));
    }

    private static String said(Throwable failure) {
        return Refusal.in(failure).map(Refusal::reason).orElse("the ledger did not answer");
    }

    /** Whether this answer is the one waited for; after that it is not waited for any more. */
    boolean answered(ConversationCommand.HoldAnswered answer) {
        boolean expected = new HoldAsked(answer.turn(), answer.attempt()).equals(asked);
        if (expected) asked = null;
        return expected;
    }

    /** Lets the running turn's speaker speak. */
    void speak(Transcript transcript, Transcript.OpenTurn open, Participant speaker) {
        ConversationSettings settings = coordinator.settings();
        Turn.Crew crew = new Turn.Crew(
                context.getSelf(),
                feed(),
                coordinator.engines().speaker(),
                settings.sentencesAhead(),
                settings.askWithin(),
                context.getSystem());
        Turn turn = new Turn(
                open.turn(),
                open.attempt(),
                open.sentences().size(),
                coordinator.writer().prompt(coordinator.id(), transcript, open, speaker),
                prompt -> coordinator.engines().models().open(open.model()).answer(prompt),
                speaker.casting().voice(),
                crew);
        Turn.Running started = turn.start();
        running = started;
        context.pipeToSelf(
                started.drained(),
                (_, failure) -> new ConversationCommand.Drained(
                        open.turn(), open.attempt(), failure == null ? "" : failure.toString()));
    }

    /** Stops the model and the voice; the text that came until now is still stored. */
    void stop() {
        asked = null;
        Turn.Running it = running;
        if (it == null) return;
        it.silence().complete(true);
        it.stop().shutdown();
    }

    /** Ends everything at once; what was not stored is lost. */
    void abort() {
        Turn.Running it = running;
        if (it == null) return;
        it.silence().complete(true);
        it.stop().abort(new IllegalStateException("the conversation left this node"));
        running = null;
    }

    void drained(ConversationCommand.Drained drained) {
        Turn.Running it = running;
        if (it != null && it.turn() == drained.turn() && it.attempt() == drained.attempt()) running = null;
    }

    /** Settles or releases what ended turns owe, each at most once at a time. */
    void charge(Transcript transcript) {
        UserId owner = transcript.owner();
        if (owner == null) return;
        transcript.owed().forEach((turn, debt) -> {
            if (charging.add(turn)) charge(owner, turn, debt);
        });
    }

    private void charge(UserId owner, int turn, Transcript.Debt debt) {
        CompletionStage<Balance> answer = debt.credits() == 0
                ? coordinator.engines().accounts().release(owner, debt.hold())
                : coordinator.engines().accounts().settle(owner, debt.hold(), debt.credits(), "turn " + debt.hold());
        context.pipeToSelf(answer, (_, failure) -> charged(turn, debt, failure));
    }

    private static ConversationCommand charged(int turn, Transcript.Debt debt, @Nullable Throwable failure) {
        if (failure == null) return new ConversationCommand.Charged(turn, debt.credits());
        Optional<Refusal> refusal = Refusal.in(failure);
        return refusal.isPresent()
                ? new ConversationCommand.Charged(turn, 0)
                : new ConversationCommand.ChargeDelayed(turn);
    }

    void chargeAnswered(int turn) {
        charging.remove(turn);
    }

    /** Books a lost attempt where no user pays for it. A booking that fails is one missing line of a statistic. */
    private void waste(ConversationEvent.TurnSuperseded lost) {
        if (lost.wasted() == 0) return;
        String entry = coordinator.id() + "/" + lost.turn() + "/" + lost.attempt();
        coordinator
                .engines()
                .accounts()
                .waste(entry, lost.wasted(), "lost attempt")
                .whenComplete((_, failure) -> {
                    if (failure != null) context.getLog().warn("Waste {} was not booked", entry, failure);
                });
    }

    private ActorRef<Feed.Command> feed() {
        ActorRef<Feed.Command> it = feed;
        if (it == null) throw new IllegalStateException("the feed opens when recovery is complete");
        return it;
    }
}
