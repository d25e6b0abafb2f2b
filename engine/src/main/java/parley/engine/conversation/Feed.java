package parley.engine.conversation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.pattern.StatusReply;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.kernel.Message;
import parley.engine.kernel.Refusal;

/**
 * The live hub of one conversation: puts recorded events and provisional text into one order and tells every viewer the
 * same. Lets sentences become sound at the pace of the slowest listener. Keeps nothing but the running turn's text, so its
 * memory does not grow with the conversation.
 */
final class Feed {

    sealed interface Command extends Message {}

    /** An event was stored. */
    record Stored(long sequence, ConversationEvent event) implements Command {}

    /** Some text came from the model. */
    record Token(int turn, int attempt, String text) implements Command {}

    /** The running turn waits for its place, with so many before it; 0 once it has one. */
    record Waits(int turn, int attempt, int position) implements Command {}

    /** The running turn's model thinks to itself. */
    record Thinks(int turn, int attempt, String text) implements Command {}

    /** Lets a viewer in, which may be a listener by this name; what it is told goes by its node's courier if that is known. */
    record Attach(
            ActorRef<Live> viewer,
            @Nullable String listener,
            @Nullable ActorRef<Courier.Command> courier) implements Command {}

    /** A viewer has fallen behind and reads the journal; a listener goes on listening. */
    record Detach(ActorRef<Live> viewer) implements Command {}

    /** A viewer's stream is over. */
    record Gone(ActorRef<Live> viewer) implements Command {}

    /** A listener has played everything up to this sentence. */
    record Played(String listener, int turn, int sentence, ActorRef<StatusReply<Done>> replyTo) implements Command {}

    /**
     * Asks whether a sentence may become sound; {@code leave} is done when the slowest listener is near enough, however
     * long that takes. The newest question is the one that counts. Never leaves the node.
     */
    record MayVoice(int turn, int sentence, CompletableFuture<Done> leave) implements Command {}

    /** A sentence that was given leave stays text. */
    record Soundless(int turn, int sentence) implements Command {}

    /** This turn was stopped, and everything that waits to be heard with it. */
    record Silenced(int turn) implements Command {}

    private record Look() implements Command {}

    private final ActorContext<Command> context;
    private final TimerScheduler<Command> timers;
    private final Clock clock;
    private final Pacing pacing;
    private final ActorRef<ConversationCommand> conversation;
    private final Audience viewers;
    private final Map<ActorRef<Live>, String> listeners = new HashMap<>();
    private @Nullable MayVoice waiting;
    private int silenced;
    private final StringBuilder text = new StringBuilder();
    private long sequence;
    private int turn;
    private int attempt;
    private int position;
    private @Nullable AgentId speaker;

    /** A feed that goes on after {@code sequence}, with a recovered turn in mid-air or none. */
    static Behavior<Command> create(
            ActorRef<ConversationCommand> conversation,
            Coordinator coordinator,
            long sequence,
            @Nullable OpenTurn open) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            Feed feed = new Feed(context, timers, coordinator, conversation, sequence);
            if (open != null)
                feed.begin(
                        open.turn(), open.attempt(), open.speaker(), open.text().length(), open.text());
            return Behaviors.receiveMessage(feed::onMessage);
        }));
    }

    private Feed(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            Coordinator coordinator,
            ActorRef<ConversationCommand> conversation,
            long sequence) {
        ConversationSettings settings = coordinator.settings();
        this.context = context;
        this.timers = timers;
        this.clock = coordinator.engines().clock();
        this.pacing = new Pacing(settings.sentencesAhead(), settings.listenerPatience());
        this.conversation = conversation;
        this.viewers = new Audience(Couriers.of(context.getSystem()));
        this.sequence = sequence;
    }

    private Behavior<Command> onMessage(Command command) {
        switch (command) {
            case Token token -> onToken(token);
            case Waits it -> onWaits(it);
            case Thinks it -> onThinks(it);
            case Stored stored -> onStored(stored);
            case Attach attach -> onAttach(attach);
            case Detach detach -> onDetach(detach.viewer);
            case Gone gone -> onGone(gone.viewer);
            case Played played -> onPlayed(played);
            case MayVoice ask -> onMayVoice(ask);
            case Soundless it -> onSoundless(it);
            case Silenced it -> onSilenced(it.turn);
            case Look _ -> look();
        }
        return Behaviors.same();
    }

    private void onToken(Token token) {
        AgentId who = speaker;
        if (token.turn != turn || token.attempt != attempt || who == null) return;
        text.append(token.text);
        if (viewers.isEmpty()) return;
        tell(new FeedEvent.Delta(new Cursor(sequence, text.length()), turn, attempt, who, token.text));
    }

    private void onWaits(Waits it) {
        if (it.turn != turn || it.attempt != attempt) return;
        position = it.position;
        tell(waiting());
    }

    private void onThinks(Thinks it) {
        if (it.turn != turn || it.attempt != attempt || viewers.isEmpty()) return;
        tell(new FeedEvent.Thinking(here(), turn, attempt, it.text));
    }

    private FeedEvent waiting() {
        return new FeedEvent.Waiting(here(), turn, attempt, position);
    }

    private Cursor here() {
        return new Cursor(sequence, text.length());
    }

    private void onStored(Stored stored) {
        sequence = stored.sequence;
        switch (stored.event) {
            case ConversationEvent.TurnStarted it -> begin(it.turn(), it.attempt(), it.speaker(), it.from(), "");
            case ConversationEvent.TurnSuperseded it -> text.setLength(Math.min(it.kept(), text.length()));
            case ConversationEvent.TurnCompleted _, ConversationEvent.TurnStopped _, ConversationEvent.TurnFailed _ ->
                end();
            case ConversationEvent.Heard _ -> onSilenced(silenced);
            default -> {}
        }
        tell(new FeedEvent.Recorded(new Cursor(sequence, text.length()), stored.event));
    }

    private void begin(int newTurn, int newAttempt, AgentId newSpeaker, int from, String seed) {
        if (newTurn != turn) text.setLength(0);
        text.append(seed);
        text.setLength(from);
        turn = newTurn;
        position = 0;
        attempt = newAttempt;
        speaker = newSpeaker;
    }

    private void end() {
        turn = 0;
        speaker = null;
        text.setLength(0);
    }

    private void tell(FeedEvent event) {
        if (viewers.isEmpty()) return;
        viewers.tell(new Live.Happened(event));
    }

    private void onAttach(Attach attach) {
        ActorRef<Live> viewer = attach.viewer;
        String listener = attach.listener;
        boolean known = viewers.has(viewer) || listeners.containsKey(viewer);
        if (!known) context.watchWith(viewer, new Gone(viewer));
        boolean alone = viewers.isEmpty();
        if (viewers.add(viewer, attach.courier) && alone) conversation.tell(new ConversationCommand.Watched(true));
        if (listener != null && listeners.putIfAbsent(viewer, listener) == null)
            pacing.joins(listener, clock.instant());
        viewers.tell(viewer, new Live.Attached(sequence, turn, attempt, speaker, text.toString(), context.getSelf()));
        if (turn > 0 && position > 0) viewers.tell(viewer, new Live.Happened(waiting()));
    }

    private void onDetach(ActorRef<Live> viewer) {
        if (!viewers.remove(viewer)) return;
        if (!listeners.containsKey(viewer)) context.unwatch(viewer);
        if (viewers.isEmpty()) conversation.tell(new ConversationCommand.Watched(false));
    }

    /** One that opens its stream anew may be here by its name already. */
    private void onGone(ActorRef<Live> viewer) {
        String listener = listeners.remove(viewer);
        onDetach(viewer);
        if (listener == null || listeners.containsValue(listener)) return;
        pacing.leaves(listener);
        look();
    }

    private void onPlayed(Played played) {
        if (!pacing.played(played.listener, new Pacing.Place(played.turn, played.sentence), clock.instant())) {
            played.replyTo.tell(Refusal.notFound("nobody listens by this name").reply());
            return;
        }
        played.replyTo.tell(StatusReply.success(Done.getInstance()));
        look();
    }

    private void onMayVoice(MayVoice ask) {
        waiting = ask;
        look();
    }

    private void onSoundless(Soundless it) {
        pacing.soundless(new Pacing.Place(it.turn, it.sentence));
        look();
    }

    /** Whoever cut in, or stopped a turn, does not hear what was made until then. */
    private void onSilenced(int last) {
        silenced = last;
        pacing.silenced();
        look();
    }

    /** Whether the sentence that waits, if one does, need not wait any more. What was stopped makes nobody wait. */
    private void look() {
        MayVoice ask = waiting;
        if (ask == null) return;
        Instant now = clock.instant();
        if (ask.turn > silenced && !pacing.grants(new Pacing.Place(ask.turn, ask.sentence), now)) {
            pacing.patientUntil().ifPresent(it -> timers.startSingleTimer(new Look(), Duration.between(now, it)));
            return;
        }
        waiting = null;
        timers.cancelAll();
        ask.leave.complete(Done.getInstance());
    }
}
