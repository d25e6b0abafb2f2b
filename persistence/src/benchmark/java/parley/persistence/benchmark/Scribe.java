package parley.persistence.benchmark;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.Recovery;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import parley.engine.conversation.ConversationEvent;
import parley.engine.kernel.UserId;

/** An actor that stores its next event when the last one is acknowledged. */
final class Scribe extends EventSourcedBehavior<Scribe.Command, ConversationEvent, Integer> {
    private static final UserId AUTHOR = new UserId("benchmark");
    private static final String TEXT = "Somebody said something that is about as long as people say.";

    /** What a scribe is told. */
    sealed interface Command {}

    /** Store so many events, one after the other, then count down. */
    record Write(int events, CountDownLatch done) implements Command {}

    /** Make the row that lists show, then count down. */
    record Open(CountDownLatch done) implements Command {}

    private final ActorContext<Command> context;
    private final boolean tagged;
    private final CountDownLatch recovered;

    private Scribe(PersistenceId id, ActorContext<Command> context, boolean tagged, CountDownLatch recovered) {
        super(id);
        this.context = context;
        this.tagged = tagged;
        this.recovered = recovered;
    }

    static Behavior<Command> named(Contender contender, String name, CountDownLatch recovered) {
        return Behaviors.setup(
                context -> new Scribe(PersistenceId.of(contender.kind, name), context, contender.tagged, recovered));
    }

    @Override
    public Integer emptyState() {
        return 0;
    }

    @Override
    public CommandHandler<Command, ConversationEvent, Integer> commandHandler() {
        return newCommandHandlerBuilder()
                .forAnyState()
                .onCommand(
                        Write.class,
                        (state, write) -> Effect()
                                .persist(new ConversationEvent.MessageSaid("m" + state, AUTHOR, TEXT, Instant.now()))
                                .thenRun(() -> next(write)))
                .onCommand(
                        Open.class,
                        (state, open) -> Effect()
                                .persist(new ConversationEvent.Opened(
                                        AUTHOR, "Benchmark", java.util.List.of(), Instant.now()))
                                .thenRun(open.done()::countDown))
                .build();
    }

    @Override
    public EventHandler<Integer, ConversationEvent> eventHandler() {
        return newEventHandlerBuilder().forAnyState().onAnyEvent((state, event) -> state + 1);
    }

    @Override
    public Set<String> tagsFor(ConversationEvent event) {
        return tagged ? Set.of("said") : Set.of();
    }

    @Override
    public SignalHandler<Integer> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), state -> recovered.countDown())
                .build();
    }

    @Override
    public Recovery recovery() {
        return Recovery.withSnapshotSelectionCriteria(SnapshotSelectionCriteria.none());
    }

    private void next(Write write) {
        if (write.events() > 1) context.getSelf().tell(new Write(write.events() - 1, write.done()));
        else write.done().countDown();
    }
}
