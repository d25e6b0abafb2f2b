package parley.engine.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.PreRestart;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandlerWithReply;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import parley.engine.conversation.ConversationCommand.ChargeDelayed;
import parley.engine.conversation.ConversationCommand.Charged;
import parley.engine.conversation.ConversationCommand.Continue;
import parley.engine.conversation.ConversationCommand.Delete;
import parley.engine.conversation.ConversationCommand.Drained;
import parley.engine.conversation.ConversationCommand.HoldAnswered;
import parley.engine.conversation.ConversationCommand.Idle;
import parley.engine.conversation.ConversationCommand.Open;
import parley.engine.conversation.ConversationCommand.Recall;
import parley.engine.conversation.ConversationCommand.Say;
import parley.engine.conversation.ConversationCommand.Stop;
import parley.engine.conversation.ConversationCommand.Tell;
import parley.engine.conversation.ConversationCommand.View;
import parley.engine.conversation.ConversationCommand.Voice;
import parley.engine.conversation.ConversationCommand.Watch;
import parley.engine.conversation.ConversationCommand.Watched;
import parley.engine.conversation.ConversationEvent.MessageSaid;
import parley.engine.conversation.ConversationEvent.RoundStarted;
import parley.engine.conversation.ConversationEvent.SentenceVoiced;
import parley.engine.conversation.ConversationEvent.TurnCharged;
import parley.engine.kernel.Refusal;
import parley.engine.llm.Usage;

/**
 * One room. Takes messages, lets one agent speak at a time, and records everything before it counts; whatever was lost
 * with a process is taken up again when the room wakes.
 */
final class Conversation extends Recording {
    static final EntityTypeKey<ConversationCommand> KEY =
            EntityTypeKey.create(ConversationCommand.class, "Conversation");

    private static final Usage NOTHING = new Usage(0, 0, false);

    private final ConversationId id;
    private final TimerScheduler<ConversationCommand> timers;
    private final Runnable sleep;
    private final ConversationSettings settings;
    private final Coordinator coordinator;
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
        super(persistenceId(coordinator.id()), context, new Backstage(context, coordinator));
        this.id = coordinator.id();
        this.timers = timers;
        this.sleep = sleep;
        this.settings = coordinator.settings();
        this.coordinator = coordinator;
        context.setReceiveTimeout(settings.idle(), new Idle());
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
        backstage.opens(sequence(), transcript);
        if (!transcript.atRest()) context.getSelf().tell(new Continue());
    }

    @Override
    public CommandHandlerWithReply<ConversationCommand, ConversationEvent, Transcript> commandHandler() {
        return (transcript, command) -> switch (command) {
            case Open it -> onOpen(transcript, it);
            case Say it -> onSay(transcript, it);
            case Stop it -> onStop(transcript, it);
            case Delete it -> onDelete(transcript, it);
            case View it -> onView(transcript, it);
            case Recall it -> onRecall(transcript, it);
            case Watch it -> onWatch(transcript, it);
            case Continue _ -> onContinue(transcript);
            case HoldAnswered it -> onHoldAnswered(transcript, it);
            case Tell it -> onTell(transcript, it);
            case Voice it -> onVoice(transcript, it);
            case Drained it -> onDrained(transcript, it);
            case Charged it -> onCharged(transcript, it);
            case ChargeDelayed it -> onChargeDelayed(it);
            case Watched it -> onWatched(it);
            case Idle _ -> onIdle(transcript);
        };
    }

    private ReplyEffect<ConversationEvent, Transcript> onOpen(Transcript transcript, Open open) {
        if (transcript.ownedBy(open.owner()) && transcript.participants().equals(open.participants()))
            return answer(open.replyTo(), view(transcript));
        if (transcript.owner() != null)
            return refuse(open.replyTo(), Refusal.conflict("this conversation id is taken"));
        ConversationEvent opened =
                new ConversationEvent.Opened(open.owner(), open.title(), open.participants(), open.at());
        return record(List.of(opened), open.replyTo(), this::view);
    }

    private ReplyEffect<ConversationEvent, Transcript> onSay(Transcript transcript, Say say) {
        if (!transcript.ownedBy(say.author())) return refuse(say.replyTo(), unknown());
        int round = transcript.round().number();
        if (say.message().equals(transcript.lastMessage()))
            return answer(say.replyTo(), new Accepted(id, say.message(), round, Cursor.START));
        if (transcript.round().running())
            return refuse(say.replyTo(), Refusal.conflict("a round is running: wait for its end, or stop it first"));
        Cursor before = new Cursor(sequence(), 0);
        List<ConversationEvent> events = new ArrayList<>();
        events.add(new MessageSaid(say.message(), say.author(), say.text(), say.at()));
        events.add(new RoundStarted(round + 1, say.turns(), say.at()));
        if (!backstage.busy()) events.addAll(coordinator.next(transcript.after(events)));
        return record(events, say.replyTo(), _ -> new Accepted(id, say.message(), round + 1, before));
    }

    /** A running turn is asked to stop and answers through {@link Tell}; the rest stops here. */
    private ReplyEffect<ConversationEvent, Transcript> onStop(Transcript transcript, Stop stop) {
        if (!transcript.ownedBy(stop.who())) return refuse(stop.replyTo(), unknown());
        if (!transcript.round().running()) return answer(stop.replyTo(), view(transcript));
        boolean speaking = transcript.openTurn().filter(backstage::speaks).isPresent();
        backstage.stop();
        if (speaking) {
            backstage.stopsFor(stop.replyTo());
            return Effect().noReply();
        }
        return record(coordinator.stopped(transcript, NOTHING, stop.at()), stop.replyTo(), this::view);
    }

    private ReplyEffect<ConversationEvent, Transcript> onDelete(Transcript transcript, Delete delete) {
        if (!transcript.ownedBy(delete.who())) return refuse(delete.replyTo(), unknown());
        backstage.stop();
        List<ConversationEvent> events = new ArrayList<>(coordinator.stopped(transcript, NOTHING, delete.at()));
        events.add(new ConversationEvent.Deleted(delete.at()));
        return record(events, delete.replyTo(), this::view);
    }

    private ReplyEffect<ConversationEvent, Transcript> onView(Transcript transcript, View ask) {
        return transcript.ownedBy(ask.who())
                ? answer(ask.replyTo(), view(transcript))
                : refuse(ask.replyTo(), unknown());
    }

    private ReplyEffect<ConversationEvent, Transcript> onRecall(Transcript transcript, Recall ask) {
        if (!transcript.ownedBy(ask.who())) return refuse(ask.replyTo(), unknown());
        return transcript
                .recall(ask.turn(), ask.sentence())
                .map(it -> answer(ask.replyTo(), it))
                .orElseGet(() -> refuse(ask.replyTo(), Refusal.notFound("there is no such sentence")));
    }

    private ReplyEffect<ConversationEvent, Transcript> onWatch(Transcript transcript, Watch watch) {
        if (transcript.ownedBy(watch.who())) backstage.attach(watch.viewer());
        else watch.viewer().tell(new Live.Refused(unknown().kind(), unknown().reason()));
        return Effect().noReply();
    }

    private ReplyEffect<ConversationEvent, Transcript> onContinue(Transcript transcript) {
        backstage.charge(transcript);
        return backstage.busy() ? Effect().noReply() : record(coordinator.next(transcript));
    }

    private ReplyEffect<ConversationEvent, Transcript> onHoldAnswered(Transcript transcript, HoldAnswered answer) {
        if (!backstage.answered(answer) || transcript.open() == null)
            return Effect().noReply();
        Transcript.OpenTurn open = transcript.open();
        if (answer.refusal().isEmpty()) {
            transcript.participant(open.speaker()).ifPresent(it -> backstage.speak(transcript, open, it));
            return Effect().noReply();
        }
        return record(coordinator.failed(transcript, List.of(), "insufficient_credits", answer.refusal(), now()));
    }

    private ReplyEffect<ConversationEvent, Transcript> onTell(Transcript transcript, Tell tell) {
        if (!transcript.runs(tell.turn(), tell.attempt())) return done(List.of(), tell.replyTo());
        Telling telling = new Telling(coordinator, backstage.prefilled(), backstage.stopping());
        return done(telling.events(transcript, tell.pieces()), tell.replyTo());
    }

    private ReplyEffect<ConversationEvent, Transcript> onVoice(Transcript transcript, Voice voice) {
        if (transcript.deleted() || !backstage.voices(voice.turn()))
            return Effect().noReply();
        return record(List.of(new SentenceVoiced(voice.turn(), voice.index(), voice.millis(), now())));
    }

    private ReplyEffect<ConversationEvent, Transcript> onDrained(Transcript transcript, Drained drained) {
        backstage.drained(drained);
        if (!transcript.runs(drained.turn(), drained.attempt())) return onContinue(transcript);
        context.getLog().error("Turn {} of {} broke off: {}", drained.turn(), id, drained.failure());
        return record(coordinator.failed(transcript, List.of(), "internal", "something broke on our side", now()));
    }

    private ReplyEffect<ConversationEvent, Transcript> onCharged(Transcript transcript, Charged charged) {
        backstage.chargeAnswered(charged.turn());
        if (!transcript.owed().containsKey(charged.turn())) return Effect().noReply();
        return record(List.of(new TurnCharged(charged.turn(), charged.credits(), now())));
    }

    private ReplyEffect<ConversationEvent, Transcript> onChargeDelayed(ChargeDelayed delayed) {
        backstage.chargeAnswered(delayed.turn());
        timers.startSingleTimer("charge", new Continue(), settings.chargeAgain());
        return Effect().noReply();
    }

    private ReplyEffect<ConversationEvent, Transcript> onWatched(Watched it) {
        watched = it.watched();
        return Effect().noReply();
    }

    private ReplyEffect<ConversationEvent, Transcript> onIdle(Transcript transcript) {
        if (transcript.atRest() && !watched && !backstage.busy()) sleep.run();
        return Effect().noReply();
    }

    private ConversationView view(Transcript transcript) {
        return transcript.view(id, sequence());
    }

    private Instant now() {
        return coordinator.engines().clock().instant();
    }

    private static Refusal unknown() {
        return Refusal.notFound("there is no such conversation");
    }
}
