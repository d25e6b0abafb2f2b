package parley.engine.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;
import parley.engine.conversation.ConversationCommand.Answer;
import parley.engine.conversation.ConversationCommand.ChargeDelayed;
import parley.engine.conversation.ConversationCommand.Charged;
import parley.engine.conversation.ConversationCommand.Drained;
import parley.engine.conversation.ConversationCommand.ErrandDone;
import parley.engine.conversation.ConversationCommand.HoldAnswered;
import parley.engine.conversation.ConversationCommand.HoldGrown;
import parley.engine.conversation.ConversationCommand.QuestionHeld;
import parley.engine.conversation.ConversationCommand.Tell;
import parley.engine.conversation.ConversationCommand.ToolDone;
import parley.engine.conversation.ConversationCommand.ToolLate;
import parley.engine.conversation.ConversationCommand.Voice;
import parley.engine.conversation.ConversationEvent.HoldExtended;
import parley.engine.conversation.ConversationEvent.QuestionCharged;
import parley.engine.conversation.ConversationEvent.SentenceVoiced;
import parley.engine.conversation.ConversationEvent.TurnCharged;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.llm.Usage;

/** How a conversation goes on by itself: what the running turn, the models, the ledger and the clock tell it. */
abstract class Performance extends Recording {
    static final Usage NOTHING = Usage.NONE;

    final ConversationId id;
    final Coordinator coordinator;

    Performance(
            PersistenceId persistenceId,
            Coordinator coordinator,
            ActorContext<ConversationCommand> context,
            Backstage backstage) {
        super(persistenceId, context, backstage);
        this.id = coordinator.id();
        this.coordinator = coordinator;
    }

    final ReplyEffect<ConversationEvent, Transcript> onContinue(Transcript transcript) {
        backstage.payments().charge(transcript);
        if (backstage.busy()) return Effect().noReply();
        return switch (coordinator.next(transcript)) {
            case Step.Rest _ -> Effect().noReply();
            case Step.Happens(List<ConversationEvent> events) -> record(events);
            case Step.Asks(Errand errand) -> {
                backstage.ask(transcript, errand);
                yield Effect().noReply();
            }
        };
    }

    final ReplyEffect<ConversationEvent, Transcript> onQuestionHeld(Transcript transcript, QuestionHeld held) {
        Tab.OpenQuestion open = transcript.tab().question();
        if (!backstage.holding().answered(held) || open == null || open.question() != held.question())
            return Effect().noReply();
        if (held.answer().how() != Answer.How.REFUSED) return onContinue(transcript);
        End end = new End(Ending.FAILED, null, held.answer().reason());
        return record(coordinator.endings().over(transcript, end, now()));
    }

    final ReplyEffect<ConversationEvent, Transcript> onHoldGrown(Transcript transcript, HoldGrown grown) {
        backstage.holding().grown();
        if (!transcript.runs(grown.turn(), grown.attempt())) return Effect().noReply();
        return switch (grown.answer().how()) {
            case HELD -> record(List.of(new HoldExtended(grown.turn(), grown.credits(), now())));
            case LATE -> {
                backstage.tooling().holdLater();
                yield Effect().noReply();
            }
            case REFUSED -> {
                backstage
                        .tooling()
                        .ends(new End(Ending.LIMIT, "credits", grown.answer().reason()));
                yield Effect().noReply();
            }
        };
    }

    final ReplyEffect<ConversationEvent, Transcript> onToolDone(Transcript transcript, ToolDone done) {
        return record(backstage.tooling().done(transcript, done, now()));
    }

    final ReplyEffect<ConversationEvent, Transcript> onToolLate(Transcript transcript, ToolLate late) {
        return record(backstage.tooling().late(transcript, late, now()));
    }

    final ReplyEffect<ConversationEvent, Transcript> onToolsGoOn(Transcript transcript) {
        if (transcript.open() == null) return Effect().noReply();
        List<ConversationEvent> more = backstage.tooling().more(transcript, now());
        if (more.isEmpty()) backstage.tooling().look(transcript);
        return record(more);
    }

    final ReplyEffect<ConversationEvent, Transcript> onErrandDone(Transcript transcript, ErrandDone done) {
        if (!backstage.done(done.errand())) return Effect().noReply();
        if (!done.errand().concerns(transcript)) return onContinue(transcript);
        return record(coordinator.with(transcript, Errands.events(transcript, done.errand(), done.outcome(), now())));
    }

    final ReplyEffect<ConversationEvent, Transcript> onHoldAnswered(Transcript transcript, HoldAnswered answer) {
        OpenTurn open = transcript.open();
        if (!backstage.holding().answered(answer) || open == null)
            return Effect().noReply();
        return switch (answer.answer().how()) {
            case HELD -> {
                transcript.participant(open.speaker()).ifPresent(it -> backstage.speak(transcript, open, it));
                yield Effect().noReply();
            }
            case LATE -> {
                backstage.holdAgain(transcript);
                yield Effect().noReply();
            }
            case REFUSED ->
                record(coordinator
                        .endings()
                        .failed(
                                transcript,
                                List.of(),
                                "insufficient_credits",
                                answer.answer().reason(),
                                now()));
        };
    }

    final ReplyEffect<ConversationEvent, Transcript> onTell(Transcript transcript, Tell tell) {
        if (!transcript.runs(tell.turn(), tell.attempt())) return done(List.of(), tell.replyTo());
        End end = transcript.interrupted() ? End.INTERRUPTED : backstage.end();
        Telling telling = new Telling(
                coordinator,
                backstage.prefilled(),
                end,
                (then, wanted, now) -> backstage.tooling().wants(then, wanted, end, now));
        return done(telling.events(transcript, tell.pieces()), tell.replyTo());
    }

    final ReplyEffect<ConversationEvent, Transcript> onVoice(Transcript transcript, Voice voice) {
        boolean stands = voice.index() < transcript.sentences(voice.turn()).size();
        if (transcript.deleted() || !stands || !backstage.voices(voice.turn()))
            return Effect().noReply();
        Instant now = now();
        return record(List.of(
                new SentenceVoiced(voice.turn(), voice.index(), voice.millis(), backstage.firstSound(now), now)));
    }

    final ReplyEffect<ConversationEvent, Transcript> onDrained(Transcript transcript, Drained drained) {
        boolean current = backstage.drained(drained);
        if (!current || !transcript.runs(drained.turn(), drained.attempt())) return onContinue(transcript);
        context.getLog().error("Turn {} of {} broke off: {}", drained.turn(), id, drained.failure());
        return record(
                coordinator.endings().failed(transcript, List.of(), "internal", "something broke on our side", now()));
    }

    final ReplyEffect<ConversationEvent, Transcript> onCharged(Transcript transcript, Charged charged) {
        backstage.payments().answered(charged.hold());
        Instant now = now();
        return record(Stream.<ConversationEvent>concat(
                        numbers(transcript.tab().turns(), charged)
                                .map(it -> new TurnCharged(it, charged.credits(), now)),
                        numbers(transcript.tab().questions(), charged)
                                .map(it -> new QuestionCharged(it, charged.credits(), now)))
                .toList());
    }

    private static Stream<Integer> numbers(Map<Integer, Tab.Debt> debts, Charged charged) {
        return debts.entrySet().stream()
                .filter(it -> it.getValue().hold().equals(charged.hold()))
                .map(Map.Entry::getKey);
    }

    final ReplyEffect<ConversationEvent, Transcript> onChargeDelayed(ChargeDelayed delayed) {
        backstage.payments().answered(delayed.hold());
        backstage.continueLater();
        return Effect().noReply();
    }

    final ReplyEffect<ConversationEvent, Transcript> onTimeUp(Transcript transcript) {
        Instant now = now();
        if (transcript
                .timeLeft(now)
                .filter(it -> it.isZero() || it.isNegative())
                .isEmpty()) {
            backstage.arm(transcript);
            return Effect().noReply();
        }
        End end = coordinator.over(transcript, now).orElse(End.STOPPED);
        boolean speaking = speaking(transcript);
        backstage.stop(end);
        return speaking
                ? Effect().noReply()
                : record(onward(transcript, coordinator.endings().stopped(transcript, standing(transcript), end, now)));
    }

    /** Events with what follows from them, where nothing is in mid-air here that must come to its end first. */
    final List<ConversationEvent> onward(Transcript transcript, List<ConversationEvent> events) {
        return backstage.busy() ? events : coordinator.with(transcript, events);
    }

    /** Nothing is recorded of a request whose first turn cannot be paid for; whoever asked is told so. */
    final boolean waitsForCredits(Transcript transcript, ConversationCommand request, List<ConversationEvent> events) {
        UserId owner = transcript.owner();
        if (owner == null || backstage.holding().passes(request)) return false;
        Optional<Admission> admission = Admission.of(events);
        admission.ifPresent(it -> backstage.holding().admit(owner, it, request));
        return admission.isPresent();
    }

    /** To anybody but the owner there is nothing here. */
    final ReplyEffect<ConversationEvent, Transcript> mine(
            Transcript transcript,
            ConversationCommand command,
            UserId who,
            Supplier<ReplyEffect<ConversationEvent, Transcript>> effect) {
        if (transcript.ownedBy(who)) return effect.get();
        command.refuse(unknown());
        return Effect().noReply();
    }

    static Refusal unknown() {
        return Refusal.notFound("there is no such conversation");
    }

    final boolean speaking(Transcript transcript) {
        return transcript.openTurn().filter(backstage::speaks).isPresent();
    }

    /** What earlier attempts left of a turn that nobody speaks now. */
    static Usage standing(Transcript transcript) {
        return transcript
                .openTurn()
                .filter(it -> !it.sentences().isEmpty())
                .map(OpenTurn::said)
                .orElse(NOTHING);
    }

    final Instant now() {
        return coordinator.engines().clock().instant();
    }
}
