package parley.engine.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.PreRestart;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.pattern.StatusReply;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandlerWithReply;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.llm.Usage;

/**
 * One room. Takes messages, lets one agent speak at a time, and records everything before it counts; whatever was lost
 * with a process is taken up again when the room wakes.
 */
final class Conversation
        extends EventSourcedBehaviorWithEnforcedReplies<ConversationCommand, ConversationEvent, Transcript> {
    static final EntityTypeKey<ConversationCommand> KEY =
            EntityTypeKey.create(ConversationCommand.class, "Conversation");

    private static final Usage NOTHING = new Usage(0, 0, false);
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration LATE = Duration.ofSeconds(10);

    private final ConversationId id;
    private final ActorContext<ConversationCommand> context;
    private final TimerScheduler<ConversationCommand> timers;
    private final Runnable sleep;
    private final ConversationSettings settings;
    private final Coordinator coordinator;
    private final Backstage backstage;
    private final List<ActorRef<StatusReply<ConversationView>>> stoppers = new ArrayList<>();
    private boolean watched;

    static PersistenceId persistenceId(ConversationId id) {
        return PersistenceId.of(KEY.name(), id.value());
    }

    /** A room; {@code sleep} asks its shard to let it go. */
    static Behavior<ConversationCommand> create(Coordinator coordinator, Runnable sleep) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new Conversation(coordinator, context, timers, sleep)));
    }

    private Conversation(
            Coordinator coordinator,
            ActorContext<ConversationCommand> context,
            TimerScheduler<ConversationCommand> timers,
            Runnable sleep) {
        super(persistenceId(coordinator.id()), SupervisorStrategy.restartWithBackoff(SOON, LATE, 0.1));
        this.id = coordinator.id();
        this.context = context;
        this.timers = timers;
        this.sleep = sleep;
        this.settings = coordinator.settings();
        this.coordinator = coordinator;
        this.backstage = new Backstage(context, coordinator);
        context.setReceiveTimeout(settings.idle(), new ConversationCommand.Idle());
    }

    @Override
    public Transcript emptyState() {
        return Transcript.EMPTY;
    }

    @Override
    public EventHandler<Transcript, ConversationEvent> eventHandler() {
        return Transcript::after;
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return RetentionCriteria.snapshotEvery(settings.snapshotEvery(), 2);
    }

    @Override
    public SignalHandler<Transcript> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), this::onRecovered)
                .onSignal(PostStop.instance(), _ -> backstage.abort())
                .onSignal(PreRestart.instance(), _ -> backstage.abort())
                .build();
    }

    private void onRecovered(Transcript transcript) {
        backstage.opens(lastSequenceNumber(context), transcript);
        if (!transcript.atRest()) context.getSelf().tell(new ConversationCommand.Continue());
    }

    @Override
    public CommandHandlerWithReply<ConversationCommand, ConversationEvent, Transcript> commandHandler() {
        return (transcript, command) -> switch (command) {
            case ConversationCommand.Open it -> onOpen(transcript, it);
            case ConversationCommand.Say it -> onSay(transcript, it);
            case ConversationCommand.Stop it -> onStop(transcript, it);
            case ConversationCommand.Delete it -> onDelete(transcript, it);
            case ConversationCommand.View it -> onView(transcript, it);
            case ConversationCommand.Recall it -> onRecall(transcript, it);
            case ConversationCommand.Watch it -> onWatch(transcript, it);
            case ConversationCommand.Continue _ -> onContinue(transcript);
            case ConversationCommand.HoldAnswered it -> onHoldAnswered(transcript, it);
            case ConversationCommand.Speak it -> onSpeak(transcript, it);
            case ConversationCommand.Voice it -> onVoice(transcript, it);
            case ConversationCommand.Complete it -> onComplete(transcript, it);
            case ConversationCommand.Halt it -> onHalt(transcript, it);
            case ConversationCommand.Fail it -> onFail(transcript, it);
            case ConversationCommand.Drained it -> onDrained(transcript, it);
            case ConversationCommand.Charged it -> onCharged(transcript, it);
            case ConversationCommand.ChargeDelayed it -> onChargeDelayed(it);
            case ConversationCommand.Watched it -> onWatched(it);
            case ConversationCommand.Idle _ -> onIdle(transcript);
        };
    }

    // What people ask.

    private ReplyEffect<ConversationEvent, Transcript> onOpen(Transcript transcript, ConversationCommand.Open open) {
        if (transcript.ownedBy(open.owner()) && transcript.participants().equals(open.participants()))
            return answer(open.replyTo(), view(transcript));
        if (transcript.owner() != null)
            return refuse(open.replyTo(), Refusal.conflict("this conversation id is taken"));
        ConversationEvent opened =
                new ConversationEvent.Opened(open.owner(), open.title(), open.participants(), open.at());
        return record(List.of(opened), open.replyTo(), this::view);
    }

    private ReplyEffect<ConversationEvent, Transcript> onSay(Transcript transcript, ConversationCommand.Say say) {
        if (!transcript.ownedBy(say.author())) return refuse(say.replyTo(), unknown());
        int round = transcript.round().number();
        if (say.message().equals(transcript.lastMessage()))
            return answer(say.replyTo(), new Accepted(id, say.message(), round, Cursor.START));
        if (transcript.round().running())
            return refuse(say.replyTo(), Refusal.conflict("a round is running: wait for its end, or stop it first"));
        Cursor before = new Cursor(lastSequenceNumber(context), 0);
        List<ConversationEvent> events = List.of(
                new ConversationEvent.MessageSaid(say.message(), say.author(), say.text(), say.at()),
                new ConversationEvent.RoundStarted(round + 1, say.turns(), say.at()));
        return record(events, say.replyTo(), _ -> new Accepted(id, say.message(), round + 1, before));
    }

    /** A running turn is asked to stop and answers through {@link ConversationCommand.Halt}; the rest stops here. */
    private ReplyEffect<ConversationEvent, Transcript> onStop(Transcript transcript, ConversationCommand.Stop stop) {
        if (!transcript.ownedBy(stop.who())) return refuse(stop.replyTo(), unknown());
        if (!transcript.round().running()) return answer(stop.replyTo(), view(transcript));
        boolean speaking = transcript.openTurn().filter(backstage::speaks).isPresent();
        backstage.stop();
        if (speaking) {
            stoppers.add(stop.replyTo());
            return Effect().noReply();
        }
        return record(coordinator.stopped(transcript, NOTHING, stop.at()), stop.replyTo(), this::view);
    }

    private ReplyEffect<ConversationEvent, Transcript> onDelete(
            Transcript transcript, ConversationCommand.Delete delete) {
        if (!transcript.ownedBy(delete.who())) return refuse(delete.replyTo(), unknown());
        backstage.stop();
        List<ConversationEvent> events = new ArrayList<>(coordinator.stopped(transcript, NOTHING, delete.at()));
        events.add(new ConversationEvent.Deleted(delete.at()));
        return record(events, delete.replyTo(), this::view);
    }

    private ReplyEffect<ConversationEvent, Transcript> onView(Transcript transcript, ConversationCommand.View ask) {
        return transcript.ownedBy(ask.who())
                ? answer(ask.replyTo(), view(transcript))
                : refuse(ask.replyTo(), unknown());
    }

    private ReplyEffect<ConversationEvent, Transcript> onRecall(Transcript transcript, ConversationCommand.Recall ask) {
        if (!transcript.ownedBy(ask.who())) return refuse(ask.replyTo(), unknown());
        return transcript
                .recall(ask.turn(), ask.sentence())
                .map(it -> answer(ask.replyTo(), it))
                .orElseGet(() -> refuse(ask.replyTo(), Refusal.notFound("there is no such sentence")));
    }

    private ReplyEffect<ConversationEvent, Transcript> onWatch(Transcript transcript, ConversationCommand.Watch watch) {
        if (transcript.ownedBy(watch.who())) backstage.attach(watch.viewer());
        else watch.viewer().tell(new Live.Refused(unknown().kind(), unknown().reason()));
        return Effect().noReply();
    }

    // How a round goes on.

    private ReplyEffect<ConversationEvent, Transcript> onContinue(Transcript transcript) {
        backstage.charge(transcript);
        return backstage.busy() ? Effect().noReply() : record(coordinator.next(transcript));
    }

    private ReplyEffect<ConversationEvent, Transcript> onHoldAnswered(
            Transcript transcript, ConversationCommand.HoldAnswered answer) {
        if (!backstage.answered(answer) || transcript.open() == null)
            return Effect().noReply();
        Transcript.OpenTurn open = transcript.open();
        if (answer.refusal().isEmpty()) {
            transcript.participant(open.speaker()).ifPresent(it -> backstage.speak(transcript, open, it));
            return Effect().noReply();
        }
        return record(coordinator.failed(transcript, List.of(), "insufficient_credits", answer.refusal(), now()));
    }

    private ReplyEffect<ConversationEvent, Transcript> onSpeak(Transcript transcript, ConversationCommand.Speak speak) {
        if (!transcript.runs(speak.turn(), speak.attempt())) return done(List.of(), speak.replyTo());
        ConversationEvent spoken = new ConversationEvent.SentenceSpoken(
                speak.turn(), speak.attempt(), speak.index(), speak.start(), speak.text(), now());
        return done(List.of(spoken), speak.replyTo());
    }

    private ReplyEffect<ConversationEvent, Transcript> onVoice(Transcript transcript, ConversationCommand.Voice voice) {
        if (transcript.deleted() || !backstage.voices(voice.turn()))
            return Effect().noReply();
        return record(
                List.of(new ConversationEvent.SentenceVoiced(voice.turn(), voice.index(), voice.millis(), now())));
    }

    private ReplyEffect<ConversationEvent, Transcript> onComplete(
            Transcript transcript, ConversationCommand.Complete complete) {
        if (!transcript.runs(complete.turn(), complete.attempt())) return done(List.of(), complete.replyTo());
        List<ConversationEvent> events = new ArrayList<>();
        events.add(coordinator.completed(transcript.openTurn().orElseThrow(), complete, backstage.prefilled(), now()));
        if (!stoppers.isEmpty())
            events.add(new ConversationEvent.RoundEnded(
                    transcript.round().number(), ConversationEvent.Ending.STOPPED, now()));
        return done(events, complete.replyTo());
    }

    private ReplyEffect<ConversationEvent, Transcript> onHalt(Transcript transcript, ConversationCommand.Halt halt) {
        if (!transcript.runs(halt.turn(), halt.attempt())) return done(List.of(), halt.replyTo());
        if (stoppers.isEmpty())
            return done(
                    coordinator.failed(transcript, List.of(), "cut_off", "the model broke off", now()), halt.replyTo());
        return done(coordinator.stopped(transcript, halt.usage(), now()), halt.replyTo());
    }

    private ReplyEffect<ConversationEvent, Transcript> onFail(Transcript transcript, ConversationCommand.Fail fail) {
        if (!transcript.runs(fail.turn(), fail.attempt())) return done(List.of(), fail.replyTo());
        return done(coordinator.failed(transcript, List.of(), fail.code(), fail.reason(), now()), fail.replyTo());
    }

    private ReplyEffect<ConversationEvent, Transcript> onDrained(
            Transcript transcript, ConversationCommand.Drained drained) {
        backstage.drained(drained);
        if (!transcript.runs(drained.turn(), drained.attempt())) return onContinue(transcript);
        context.getLog().error("Turn {} of {} broke off: {}", drained.turn(), id, drained.failure());
        return record(coordinator.failed(transcript, List.of(), "internal", "something broke on our side", now()));
    }

    // What the ledger and the viewers tell.

    private ReplyEffect<ConversationEvent, Transcript> onCharged(
            Transcript transcript, ConversationCommand.Charged charged) {
        backstage.chargeAnswered(charged.turn());
        if (!transcript.owed().containsKey(charged.turn())) return Effect().noReply();
        return record(List.of(new ConversationEvent.TurnCharged(charged.turn(), charged.credits(), now())));
    }

    private ReplyEffect<ConversationEvent, Transcript> onChargeDelayed(ConversationCommand.ChargeDelayed delayed) {
        backstage.chargeAnswered(delayed.turn());
        timers.startSingleTimer("charge", new ConversationCommand.Continue(), settings.chargeAgain());
        return Effect().noReply();
    }

    private ReplyEffect<ConversationEvent, Transcript> onWatched(ConversationCommand.Watched it) {
        watched = it.watched();
        return Effect().noReply();
    }

    private ReplyEffect<ConversationEvent, Transcript> onIdle(Transcript transcript) {
        if (transcript.atRest() && !watched && !backstage.busy()) sleep.run();
        return Effect().noReply();
    }

    // How things are recorded and answered.

    private ReplyEffect<ConversationEvent, Transcript> record(List<ConversationEvent> events) {
        if (events.isEmpty()) return Effect().noReply();
        return Effect().persist(events).thenRun(it -> react(it, events)).thenNoReply();
    }

    private <T> ReplyEffect<ConversationEvent, Transcript> record(
            List<ConversationEvent> events,
            ActorRef<StatusReply<T>> replyTo,
            org.apache.pekko.japi.function.Function<Transcript, T> reply) {
        return Effect()
                .persist(events)
                .thenRun(it -> react(it, events))
                .thenReply(replyTo, it -> StatusReply.success(reply.apply(it)));
    }

    private ReplyEffect<ConversationEvent, Transcript> done(List<ConversationEvent> events, ActorRef<Done> replyTo) {
        if (events.isEmpty()) return Effect().reply(replyTo, Done.getInstance());
        return Effect().persist(events).thenRun(it -> react(it, events)).thenReply(replyTo, _ -> Done.getInstance());
    }

    private <T> ReplyEffect<ConversationEvent, Transcript> answer(ActorRef<StatusReply<T>> replyTo, T reply) {
        return Effect().reply(replyTo, StatusReply.success(reply));
    }

    private <T> ReplyEffect<ConversationEvent, Transcript> refuse(ActorRef<StatusReply<T>> replyTo, Refusal refusal) {
        return Effect().reply(replyTo, refusal.reply());
    }

    /** After events are stored: viewers are told, and what each event calls for is set going. */
    private void react(Transcript transcript, List<ConversationEvent> events) {
        backstage.publish(events, lastSequenceNumber(context));
        for (ConversationEvent event : events) {
            switch (event) {
                case ConversationEvent.RoundStarted _ -> context.getSelf().tell(new ConversationCommand.Continue());
                case ConversationEvent.TurnStarted it -> hold(transcript, it);
                case ConversationEvent.TurnSuperseded it -> backstage.waste(it);
                case ConversationEvent.TurnCompleted _,
                        ConversationEvent.TurnStopped _,
                        ConversationEvent.TurnFailed _ -> backstage.charge(transcript);
                case ConversationEvent.RoundEnded _ -> answerStoppers(transcript);
                default -> {}
            }
        }
    }

    private void hold(Transcript transcript, ConversationEvent.TurnStarted started) {
        UserId owner = transcript.owner();
        Transcript.OpenTurn open = transcript.open();
        if (owner != null && open != null && open.turn() == started.turn()) backstage.hold(owner, open);
    }

    private void answerStoppers(Transcript transcript) {
        stoppers.forEach(it -> it.tell(StatusReply.success(view(transcript))));
        stoppers.clear();
    }

    private ConversationView view(Transcript transcript) {
        return transcript.view(id, lastSequenceNumber(context));
    }

    private Instant now() {
        return coordinator.engines().clock().instant();
    }

    private static Refusal unknown() {
        return Refusal.notFound("there is no such conversation");
    }
}
