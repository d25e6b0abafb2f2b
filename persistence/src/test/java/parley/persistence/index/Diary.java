package parley.persistence.index;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import parley.engine.kernel.Journaled;

/** A real persistent actor that stores what it is given, in one atomic write, and says when it is stored. */
final class Diary extends EventSourcedBehavior<Diary.Entry, Journaled, Integer> {
    record Entry(List<Journaled> events, CompletableFuture<Done> stored) {}

    private Diary(PersistenceId id) {
        super(id);
    }

    static CompletionStage<Done> write(ActorTestKit kit, PersistenceId id, List<Journaled> events) {
        ActorRef<Entry> diary = kit.spawn(new Diary(id), UUID.randomUUID().toString());
        CompletableFuture<Done> stored = new CompletableFuture<>();
        diary.tell(new Entry(events, stored));
        return stored;
    }

    @Override
    public Integer emptyState() {
        return 0;
    }

    @Override
    public CommandHandler<Entry, Journaled, Integer> commandHandler() {
        return newCommandHandlerBuilder()
                .forAnyState()
                .onAnyCommand((state, entry) -> Effect()
                        .persist(entry.events())
                        .thenRun(() -> entry.stored().complete(Done.getInstance()))
                        .thenStop());
    }

    @Override
    public EventHandler<Integer, Journaled> eventHandler() {
        return newEventHandlerBuilder().forAnyState().onAnyEvent((state, event) -> state + 1);
    }
}
