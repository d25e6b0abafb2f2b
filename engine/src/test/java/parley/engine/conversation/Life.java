package parley.engine.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import parley.engine.conversation.ConversationCommand.Answer;
import parley.engine.kernel.Refusal;
import parley.engine.llm.Usage;

/**
 * One life of a simulated room: {@link Conversation} and {@link Performance} without an actor; all decisions are the real
 * ones.
 */
final class Life {
    final Underway underway;
    private final SimulatedRoom room;
    private final Coordinator coordinator;

    Life(SimulatedRoom room, Coordinator coordinator, Random random) {
        this.room = room;
        this.coordinator = coordinator;
        this.underway = new Underway(room, this, coordinator, random);
    }

    void handle(ConversationCommand command) {
        try {
            switch (command) {
                case ConversationCommand.Continue _ -> onContinue();
                case ConversationCommand.Say it -> onSay(it);
                case ConversationCommand.Direct it -> onDirect(it);
                case ConversationCommand.Stop it -> onStop(it);
                case ConversationCommand.Delete it -> onDelete(it);
                case ConversationCommand.Admitted it -> onAdmitted(it);
                case ConversationCommand.HoldAnswered it -> onHoldAnswered(it);
                case ConversationCommand.HoldGrown it -> onHoldGrown(it);
                case ConversationCommand.QuestionHeld it -> onQuestionHeld(it);
                case ConversationCommand.ErrandDone it -> onErrandDone(it);
                case ConversationCommand.Charged it -> onCharged(it);
                case ConversationCommand.ChargeDelayed it -> onChargeDelayed(it);
                default -> throw new UnsupportedOperationException(command.toString());
            }
        } catch (Refusal polite) {
            room.refused();
        }
    }

    private void record(List<ConversationEvent> events) {
        if (events.isEmpty()) return;
        room.write(events);
        underway.react(events);
    }

    void leave() {
        List<ConversationEvent> events = coordinator.attempts().handedOver(transcript(), now());
        if (!events.isEmpty()) room.write(events);
    }

    private void onContinue() {
        if (!room.planted(Fault.FORGETS_ITS_DEBTS)) underway.payments.charge(transcript());
        if (underway.busy()) return;
        switch (coordinator.next(transcript())) {
            case Step.Rest _ -> {}
            case Step.Happens(List<ConversationEvent> events) -> record(events);
            case Step.Asks(Errand asks) -> underway.ask(asks);
        }
    }

    private void onSay(ConversationCommand.Say say) {
        if (transcript().deleted() || transcript().known(say.message()).isPresent()) return;
        List<ConversationEvent> events =
                onward(Talking.events(transcript(), say, underway.speaking(), coordinator.endings()));
        if (waitsForCredits(say, events)) return;
        Rules.WhenBusy how = Talking.how(transcript(), say);
        if (how != null && how.stops()) underway.stop(End.INTERRUPTED);
        record(events);
    }

    private void onDirect(ConversationCommand.Direct direct) {
        if (transcript().deleted()) return;
        List<ConversationEvent> events = onward(
                new Directing(coordinator.id(), transcript(), direct.who(), direct.at()).events(direct.direction()));
        if (!waitsForCredits(direct, events)) record(events);
    }

    private boolean waitsForCredits(ConversationCommand request, List<ConversationEvent> events) {
        if (underway.holding.passes(request)) return false;
        Optional<Admission> admission = Admission.of(events);
        admission.ifPresent(it -> underway.holding.admit(underway.owner(), it, request));
        return admission.isPresent();
    }

    private void onAdmitted(ConversationCommand.Admitted admitted) {
        if (admitted.no() != null) throw admitted.no();
        underway.holding.pass(admitted.request());
        try {
            handle(admitted.request());
        } finally {
            underway.holding.pass(null);
        }
    }

    private void onStop(ConversationCommand.Stop stop) {
        if (!transcript().round().running()) return;
        boolean speaking = underway.speaking();
        underway.stop(End.STOPPED);
        if (!speaking) record(coordinator.endings().stopped(transcript(), Usage.NONE, End.STOPPED, stop.at()));
    }

    private void onDelete(ConversationCommand.Delete delete) {
        if (transcript().deleted()) return;
        underway.stop(End.STOPPED);
        Usage said = transcript().openTurn().map(OpenTurn::said).orElse(Usage.NONE);
        List<ConversationEvent> events =
                new ArrayList<>(coordinator.endings().stopped(transcript(), said, End.STOPPED, delete.at()));
        events.add(new ConversationEvent.Deleted(delete.at()));
        record(events);
    }

    private void onHoldAnswered(ConversationCommand.HoldAnswered answer) {
        OpenTurn open = transcript().open();
        if (!underway.holding.answered(answer) || open == null || room.planted(Fault.SPEAKS_UNPAID)) return;
        String reason = answer.answer().reason();
        switch (answer.answer().how()) {
            case HELD -> underway.speak(open);
            case LATE -> underway.holding.turn(underway.owner(), open);
            case REFUSED ->
                record(coordinator.endings().failed(transcript(), List.of(), "insufficient_credits", reason, now()));
        }
    }

    private void onHoldGrown(ConversationCommand.HoldGrown grown) {
        underway.holding.grown();
        if (!transcript().runs(grown.turn(), grown.attempt())) return;
        String reason = grown.answer().reason();
        switch (grown.answer().how()) {
            case HELD -> record(List.of(new ConversationEvent.HoldExtended(grown.turn(), grown.credits(), now())));
            case LATE -> {}
            case REFUSED -> underway.lastSentence(new End(Ending.LIMIT, "credits", reason));
        }
    }

    private void onQuestionHeld(ConversationCommand.QuestionHeld held) {
        Tab.OpenQuestion open = transcript().tab().question();
        if (!underway.holding.answered(held) || open == null || open.question() != held.question()) return;
        if (held.answer().how() != Answer.How.REFUSED) onContinue();
        else {
            End how = new End(Ending.FAILED, null, held.answer().reason());
            record(coordinator.endings().over(transcript(), how, now()));
        }
    }

    private void onErrandDone(ConversationCommand.ErrandDone done) {
        if (!underway.done(done.errand())) return;
        if (!done.errand().concerns(transcript())) onContinue();
        else record(coordinator.with(transcript(), Errands.events(transcript(), done.errand(), done.outcome(), now())));
    }

    private void onCharged(ConversationCommand.Charged charged) {
        underway.payments.answered(charged.hold());
        List<ConversationEvent> events = new ArrayList<>();
        transcript().tab().turns().forEach((turn, debt) -> {
            if (debt.hold().equals(charged.hold()))
                events.add(new ConversationEvent.TurnCharged(turn, charged.credits(), now()));
        });
        transcript().tab().questions().forEach((question, debt) -> {
            if (debt.hold().equals(charged.hold()))
                events.add(new ConversationEvent.QuestionCharged(question, charged.credits(), now()));
        });
        record(events);
    }

    private void onChargeDelayed(ConversationCommand.ChargeDelayed delayed) {
        underway.payments.answered(delayed.hold());
        underway.continueLater();
    }

    void onTell(Monologue it, List<Piece> pieces) {
        if (transcript().runs(it.turn, it.attempt)) {
            End how = transcript().interrupted() ? End.INTERRUPTED : underway.end();
            record(new Telling(coordinator, it.prefilled, how).events(transcript(), pieces));
        }
        it.told();
        underway.told(it);
    }

    void onDrained(Monologue it) {
        underway.drained(it);
        if (!transcript().runs(it.turn, it.attempt)) onContinue();
        else record(coordinator.endings().failed(transcript(), List.of(), "internal", "it broke off", now()));
    }

    private List<ConversationEvent> onward(List<ConversationEvent> events) {
        return underway.busy() ? events : coordinator.with(transcript(), events);
    }

    private Transcript transcript() {
        return room.transcript();
    }

    private Instant now() {
        return coordinator.engines().clock().instant();
    }
}
