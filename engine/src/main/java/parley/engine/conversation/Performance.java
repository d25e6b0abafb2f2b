package parley.engine.conversation;

import java.time.Instant;
import java.util.List;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;
import parley.engine.conversation.ConversationCommand.ChargeDelayed;
import parley.engine.conversation.ConversationCommand.Charged;
import parley.engine.conversation.ConversationCommand.Drained;
import parley.engine.conversation.ConversationCommand.ErrandDone;
import parley.engine.conversation.ConversationCommand.HoldAnswered;
import parley.engine.conversation.ConversationCommand.Tell;
import parley.engine.conversation.ConversationCommand.Voice;
import parley.engine.conversation.ConversationEvent.SentenceVoiced;
import parley.engine.conversation.ConversationEvent.TurnCharged;
import parley.engine.llm.Usage;

/** How a conversation goes on by itself: what the running turn, the models, the ledger and the clock tell it. */
abstract class Performance extends Recording {
    static final Usage NOTHING = new Usage(0, 0, false);

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
                backstage.run(errand);
                yield Effect().noReply();
            }
        };
    }

    final ReplyEffect<ConversationEvent, Transcript> onErrandDone(Transcript transcript, ErrandDone done) {
        if (!backstage.done(done.errand())) return Effect().noReply();
        if (!done.errand().concerns(transcript)) return onContinue(transcript);
        return record(coordinator.with(transcript, Errands.events(done.errand(), done.outcome(), now())));
    }

    final ReplyEffect<ConversationEvent, Transcript> onHoldAnswered(Transcript transcript, HoldAnswered answer) {
        Transcript.OpenTurn open = transcript.open();
        if (!backstage.answered(answer) || open == null) return Effect().noReply();
        return switch (answer.answer()) {
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
                        .failed(transcript, List.of(), "insufficient_credits", answer.reason(), now()));
        };
    }

    final ReplyEffect<ConversationEvent, Transcript> onTell(Transcript transcript, Tell tell) {
        if (!transcript.runs(tell.turn(), tell.attempt())) return done(List.of(), tell.replyTo());
        End end = transcript.interrupted() ? End.INTERRUPTED : backstage.end();
        Telling telling = new Telling(coordinator, backstage.prefilled(), end);
        return done(telling.events(transcript, tell.pieces()), tell.replyTo());
    }

    final ReplyEffect<ConversationEvent, Transcript> onVoice(Transcript transcript, Voice voice) {
        if (transcript.deleted() || !backstage.voices(voice.turn()))
            return Effect().noReply();
        Instant now = now();
        return record(List.of(
                new SentenceVoiced(voice.turn(), voice.index(), voice.millis(), backstage.firstSound(now), now)));
    }

    final ReplyEffect<ConversationEvent, Transcript> onDrained(Transcript transcript, Drained drained) {
        backstage.drained(drained);
        if (!transcript.runs(drained.turn(), drained.attempt())) return onContinue(transcript);
        context.getLog().error("Turn {} of {} broke off: {}", drained.turn(), id, drained.failure());
        return record(
                coordinator.endings().failed(transcript, List.of(), "internal", "something broke on our side", now()));
    }

    final ReplyEffect<ConversationEvent, Transcript> onCharged(Transcript transcript, Charged charged) {
        backstage.payments().answered(charged.turn());
        if (!transcript.owed().containsKey(charged.turn())) return Effect().noReply();
        return record(List.of(new TurnCharged(charged.turn(), charged.credits(), now())));
    }

    final ReplyEffect<ConversationEvent, Transcript> onChargeDelayed(ChargeDelayed delayed) {
        backstage.payments().answered(delayed.turn());
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
                : record(onward(transcript, coordinator.endings().stopped(transcript, NOTHING, end, now)));
    }

    /** Events with what follows from them, where nothing is in mid-air here that must come to its end first. */
    final List<ConversationEvent> onward(Transcript transcript, List<ConversationEvent> events) {
        return backstage.busy() ? events : coordinator.with(transcript, events);
    }

    final boolean speaking(Transcript transcript) {
        return transcript.openTurn().filter(backstage::speaks).isPresent();
    }

    final Instant now() {
        return coordinator.engines().clock().instant();
    }
}
