package parley.engine.conversation;

import java.util.HashSet;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.kernel.Message;

/**
 * The live hub of one conversation: puts recorded events and provisional text into one order and tells every viewer the
 * same. Keeps nothing but the running turn's text, so its memory does not grow with the conversation.
 */
final class Feed {

    sealed interface Command extends Message {}

    /** An event was stored. */
    record Stored(long sequence, ConversationEvent event) implements Command {}

    /** Some text came from the model. */
    record Token(int turn, int attempt, String text) implements Command {}

    record Attach(ActorRef<Live> viewer) implements Command {}

    record Detach(ActorRef<Live> viewer) implements Command {}

    private final ActorContext<Command> context;
    private final ActorRef<ConversationCommand> conversation;
    private final Set<ActorRef<Live>> viewers = new HashSet<>();
    private final StringBuilder text = new StringBuilder();
    private long sequence;
    private int turn;
    private int attempt;
    private @Nullable AgentId speaker;

    /** A feed that goes on after {@code sequence}, with a recovered turn in mid-air or none. */
    static Behavior<Command> create(
            ActorRef<ConversationCommand> conversation, long sequence, Transcript.@Nullable OpenTurn open) {
        return Behaviors.setup(context -> {
            Feed feed = new Feed(context, conversation, sequence, open);
            return Behaviors.receiveMessage(feed::onMessage);
        });
    }

    private Feed(
            ActorContext<Command> context,
            ActorRef<ConversationCommand> conversation,
            long sequence,
            Transcript.@Nullable OpenTurn open) {
        this.context = context;
        this.conversation = conversation;
        this.sequence = sequence;
        if (open != null)
            begin(open.turn(), open.attempt(), open.speaker(), open.text().length(), open.text());
    }

    private Behavior<Command> onMessage(Command command) {
        switch (command) {
            case Token token -> onToken(token);
            case Stored stored -> onStored(stored);
            case Attach attach -> onAttach(attach.viewer);
            case Detach detach -> onDetach(detach.viewer);
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

    private void onStored(Stored stored) {
        sequence = stored.sequence;
        switch (stored.event) {
            case ConversationEvent.TurnStarted it -> begin(it.turn(), it.attempt(), it.speaker(), it.from(), "");
            case ConversationEvent.TurnSuperseded it -> text.setLength(Math.min(it.kept(), text.length()));
            case ConversationEvent.TurnCompleted _, ConversationEvent.TurnStopped _, ConversationEvent.TurnFailed _ ->
                end();
            default -> {}
        }
        tell(new FeedEvent.Recorded(new Cursor(sequence, text.length()), stored.event));
    }

    private void begin(int newTurn, int newAttempt, AgentId newSpeaker, int from, String seed) {
        if (newTurn != turn) text.setLength(0);
        text.append(seed);
        text.setLength(from);
        turn = newTurn;
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
        Live.Happened happened = new Live.Happened(event);
        for (ActorRef<Live> viewer : viewers) viewer.tell(happened);
    }

    private void onAttach(ActorRef<Live> viewer) {
        if (viewers.add(viewer)) {
            context.watchWith(viewer, new Detach(viewer));
            if (viewers.size() == 1) conversation.tell(new ConversationCommand.Watched(true));
        }
        viewer.tell(new Live.Attached(sequence, turn, attempt, speaker, text.toString(), context.getSelf()));
    }

    private void onDetach(ActorRef<Live> viewer) {
        if (!viewers.remove(viewer)) return;
        context.unwatch(viewer);
        if (viewers.isEmpty()) conversation.tell(new ConversationCommand.Watched(false));
    }
}
