package parley.engine.conversation;

import java.util.List;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.PreRestart;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.pattern.StatusReply;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.RecoveryFailed;
import org.apache.pekko.persistence.typed.javadsl.CommandHandlerWithReply;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import parley.engine.conversation.ConversationCommand.Add;
import parley.engine.conversation.ConversationCommand.Admitted;
import parley.engine.conversation.ConversationCommand.Begun;
import parley.engine.conversation.ConversationCommand.ChargeDelayed;
import parley.engine.conversation.ConversationCommand.Charged;
import parley.engine.conversation.ConversationCommand.Continue;
import parley.engine.conversation.ConversationCommand.Delete;
import parley.engine.conversation.ConversationCommand.Direct;
import parley.engine.conversation.ConversationCommand.Drained;
import parley.engine.conversation.ConversationCommand.ErrandDone;
import parley.engine.conversation.ConversationCommand.Fingerprint;
import parley.engine.conversation.ConversationCommand.Fork;
import parley.engine.conversation.ConversationCommand.HoldAnswered;
import parley.engine.conversation.ConversationCommand.HoldGrown;
import parley.engine.conversation.ConversationCommand.Idle;
import parley.engine.conversation.ConversationCommand.Leave;
import parley.engine.conversation.ConversationCommand.Open;
import parley.engine.conversation.ConversationCommand.PastRead;
import parley.engine.conversation.ConversationCommand.Played;
import parley.engine.conversation.ConversationCommand.Quarantine;
import parley.engine.conversation.ConversationCommand.QuestionHeld;
import parley.engine.conversation.ConversationCommand.Recall;
import parley.engine.conversation.ConversationCommand.Say;
import parley.engine.conversation.ConversationCommand.Share;
import parley.engine.conversation.ConversationCommand.Stop;
import parley.engine.conversation.ConversationCommand.Tell;
import parley.engine.conversation.ConversationCommand.TimeUp;
import parley.engine.conversation.ConversationCommand.ToolDone;
import parley.engine.conversation.ConversationCommand.ToolLate;
import parley.engine.conversation.ConversationCommand.ToolsGoOn;
import parley.engine.conversation.ConversationCommand.View;
import parley.engine.conversation.ConversationCommand.ViewShared;
import parley.engine.conversation.ConversationCommand.Voice;
import parley.engine.conversation.ConversationCommand.Watch;
import parley.engine.conversation.ConversationCommand.Watched;
import parley.engine.kernel.Refusal;

/**
 * One room. Takes messages, lets one agent speak at a time, and records everything before it counts; whatever was lost
 * with a process is taken up again when the room wakes.
 */
final class Conversation extends Keeping {
    static final EntityTypeKey<ConversationCommand> KEY =
            EntityTypeKey.create(ConversationCommand.class, "Conversation");

    /** A fork keeps its shared past in its own snapshot from its second event on. */
    private static final long FORK_SNAPSHOT = 2;

    private final Transcript past;
    private final Entrance.Doorway doorway;
    private final ConversationSettings settings;
    private final Leaving leaving;
    private final TimerScheduler<ConversationCommand> timers;
    private boolean watched;

    static PersistenceId persistenceId(ConversationId id) {
        return PersistenceId.of(KEY.name(), id.value());
    }

    /** A room that begins from {@code past}: nothing, or what a fork shares with its parent. */
    Conversation(
            Coordinator coordinator,
            Transcript past,
            Entrance.Doorway doorway,
            ActorContext<ConversationCommand> context,
            TimerScheduler<ConversationCommand> timers) {
        super(persistenceId(coordinator.id()), coordinator, context, doorway.backstage(timers));
        this.past = past;
        this.doorway = doorway;
        this.settings = coordinator.settings();
        this.leaving = new Leaving(coordinator);
        this.timers = timers;
        context.setReceiveTimeout(settings.idle(), new Idle());
    }

    @Override
    public Transcript emptyState() {
        return past;
    }

    @Override
    public EventHandler<Transcript, ConversationEvent> eventHandler() {
        return (transcript, event) -> doorway.folded(transcript, event);
    }

    @Override
    public boolean shouldSnapshot(Transcript transcript, ConversationEvent event, long sequence) {
        return id.mayBeFork() && sequence == FORK_SNAPSHOT;
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return RetentionCriteria.snapshotEvery(settings.snapshotEvery(), 2);
    }

    @Override
    public SignalHandler<Transcript> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), this::onRecovered)
                .onSignal(RecoveryFailed.class, (_, failed) -> doorway.failed(failed.getFailure()))
                .onSignal(PostStop.instance(), _ -> backstage.abort())
                .onSignal(PreRestart.instance(), _ -> backstage.abort())
                .build();
    }

    private void onRecovered(Transcript transcript) {
        doorway.recovered();
        backstage.opens(sequence(), transcript);
        if (!Coordinator.atRest(transcript)) context.getSelf().tell(new Continue());
    }

    @Override
    public CommandHandlerWithReply<ConversationCommand, ConversationEvent, Transcript> commandHandler() {
        return (transcript, command) -> {
            try {
                return handled(transcript, backstage.trail().hears(command));
            } catch (Refusal no) {
                (command instanceof Admitted it ? it.request() : command).refuse(no);
                return Effect().noReply();
            }
        };
    }

    private ReplyEffect<ConversationEvent, Transcript> handled(Transcript transcript, ConversationCommand command) {
        return switch (command) {
            case Idle _ -> onIdle(transcript);
            case Leave it -> onLeave(transcript, it);
            case Fork it -> onFork(transcript, it);
            case ConversationCommand it when transcript.unread() -> onEarly(it);
            case Open it -> onOpen(transcript, it);
            case Say it -> onSay(transcript, it);
            case Direct it -> onDirect(transcript, it);
            case Stop it -> onStop(transcript, it);
            case Delete it -> onDelete(transcript, it);
            case Share it -> onShare(transcript, it);
            case ViewShared it -> onViewShared(transcript, it);
            case Add it -> onAdd(transcript, it);
            case View it -> mine(transcript, it, it.who(), () -> answer(it.replyTo(), view(transcript)));
            case Fingerprint it -> mine(transcript, it, it.who(), () -> answer(it.replyTo(), print(transcript)));
            case Recall it -> mine(transcript, it, it.who(), () -> onRecall(transcript, it));
            case Watch it -> mine(transcript, it, it.who(), () -> feed(it.attach()));
            case Played it -> mine(transcript, it, it.who(), () -> feed(it.told()));
            case Continue _ -> leaving.asked() ? Effect().noReply() : onContinue(transcript);
            case PastRead _, Quarantine _ -> Effect().noReply();
            case Admitted it -> onAdmitted(transcript, it);
            case HoldAnswered it -> onHoldAnswered(transcript, it);
            case HoldGrown it -> onHoldGrown(transcript, it);
            case QuestionHeld it -> onQuestionHeld(transcript, it);
            case ErrandDone it -> onErrandDone(transcript, it);
            case Tell it -> onTell(transcript, it);
            case ToolDone it -> onToolDone(transcript, it);
            case ToolLate it -> onToolLate(transcript, it);
            case ToolsGoOn _ -> onToolsGoOn(transcript);
            case Voice it -> onVoice(transcript, it);
            case Drained it -> onDrained(transcript, it);
            case Charged it -> onCharged(transcript, it);
            case ChargeDelayed it -> onChargeDelayed(it);
            case TimeUp _ -> onTimeUp(transcript);
            case Watched it -> onWatched(it);
        };
    }

    private ReplyEffect<ConversationEvent, Transcript> onOpen(Transcript transcript, Open open) {
        if (transcript.ownedBy(open.owner()) && transcript.seats().taken().equals(open.participants()))
            return answer(open.replyTo(), view(transcript));
        if (transcript.owner() != null)
            return refuse(open.replyTo(), Refusal.conflict("this conversation id is taken"));
        ConversationEvent opened =
                new ConversationEvent.Opened(open.owner(), open.title(), open.participants(), open.at());
        List<ConversationEvent> events = open.rules().equals(Rules.USUAL)
                ? List.of(opened)
                : List.of(opened, new ConversationEvent.RulesSet(open.rules(), open.at()));
        return record(events, open.replyTo(), this::view);
    }

    /** A new fork goes to sleep at once: it wakes with the past that it shares. */
    private ReplyEffect<ConversationEvent, Transcript> onFork(Transcript transcript, Fork fork) {
        ConversationEvent.Forked forked = fork.forked();
        Transcript.Origin origin = transcript.origin();
        if (origin != null
                && transcript.ownedBy(forked.owner())
                && origin.parent().equals(forked.parent())
                && origin.sequence() == forked.sequence()) return answer(fork.replyTo(), new Begun(false));
        if (transcript.owner() != null)
            return refuse(fork.replyTo(), Refusal.conflict("this conversation id is taken"));
        return Effect()
                .persist(forked)
                .thenRun(doorway::sleep)
                .thenReply(fork.replyTo(), _ -> StatusReply.success(new Begun(true)));
    }

    /** Came before the new fork had gone to sleep: goes back to the shard, which keeps it for when it wakes. */
    private ReplyEffect<ConversationEvent, Transcript> onEarly(ConversationCommand early) {
        if (!(early instanceof ConversationCommand.Inner)) doorway.again(early);
        return Effect().noReply();
    }

    private ReplyEffect<ConversationEvent, Transcript> onSay(Transcript transcript, Say say) {
        if (!transcript.ownedBy(say.author())) return refuse(say.replyTo(), unknown());
        var known = transcript.known(say.message());
        if (known.isPresent())
            return answer(
                    say.replyTo(), new Accepted(id, say.message(), known.get().round(), Cursor.START, false));
        boolean speaking = speaking(transcript);
        List<ConversationEvent> events =
                onward(transcript, Talking.events(transcript, say, speaking, coordinator.endings()));
        if (waitsForCredits(transcript, say, events)) return Effect().noReply();
        Rules.WhenBusy how = Talking.how(transcript, say);
        if (how != null && how.stops()) backstage.stop(End.INTERRUPTED);
        Cursor before = new Cursor(sequence(), 0);
        boolean waits = how != null && how != Rules.WhenBusy.INTERJECT;
        return record(
                events,
                say.replyTo(),
                it -> new Accepted(
                        id, say.message(), it.known(say.message()).orElseThrow().round(), before, waits));
    }

    private ReplyEffect<ConversationEvent, Transcript> onDirect(Transcript transcript, Direct direct) {
        if (!transcript.ownedBy(direct.who())) return refuse(direct.replyTo(), unknown());
        List<ConversationEvent> events =
                new Directing(id, transcript, direct.who(), direct.at()).events(direct.direction());
        if (events.isEmpty()) return answer(direct.replyTo(), view(transcript));
        List<ConversationEvent> all = onward(transcript, events);
        if (waitsForCredits(transcript, direct, all)) return Effect().noReply();
        return record(all, direct.replyTo(), this::view);
    }

    private ReplyEffect<ConversationEvent, Transcript> onAdmitted(Transcript transcript, Admitted admitted) {
        Refusal no = admitted.no();
        if (no != null) throw no;
        backstage.holding().pass(admitted.request());
        try {
            return handled(transcript, admitted.request());
        } finally {
            backstage.holding().pass(null);
        }
    }

    /** A running turn is asked to stop and answers through {@link Tell}; the rest stops here. */
    private ReplyEffect<ConversationEvent, Transcript> onStop(Transcript transcript, Stop stop) {
        if (!transcript.ownedBy(stop.who())) return refuse(stop.replyTo(), unknown());
        if (!transcript.round().running()) return answer(stop.replyTo(), view(transcript));
        boolean speaking = speaking(transcript);
        backstage.stop(End.STOPPED);
        if (speaking) {
            backstage.stoppers().add(stop.replyTo());
            return Effect().noReply();
        }
        return record(
                coordinator.endings().stopped(transcript, standing(transcript), End.STOPPED, stop.at()),
                stop.replyTo(),
                this::view);
    }

    /** Passed on to the feed, which answers. */
    private ReplyEffect<ConversationEvent, Transcript> feed(Feed.Command command) {
        backstage.feed().tell(command);
        return Effect().noReply();
    }

    private ReplyEffect<ConversationEvent, Transcript> onWatched(Watched it) {
        watched = it.watched();
        return Effect().noReply();
    }

    private ReplyEffect<ConversationEvent, Transcript> onIdle(Transcript transcript) {
        boolean rests = transcript.unread() || Coordinator.atRest(transcript);
        if (rests && !watched && !backstage.busy()) doorway.sleep();
        return Effect().noReply();
    }

    /** What it has still to do it does where it is woken next, which is where its shard has gone. */
    private ReplyEffect<ConversationEvent, Transcript> onLeave(Transcript transcript, Leave leave) {
        boolean busy = !transcript.unread() && !Coordinator.atRest(transcript);
        if (busy && !leaving.may(transcript, speaking(transcript), now())) {
            timers.startSingleTimer(leave, Leaving.LOOK);
            return Effect().noReply();
        }
        if (!busy) return leave(List.of(), () -> {});
        return leave(coordinator.attempts().handedOver(transcript, now()), doorway::wakeElsewhere);
    }
}
