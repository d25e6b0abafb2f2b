package parley.engine.conversation;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorInterceptor;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.StashBuffer;
import org.jspecify.annotations.Nullable;
import parley.engine.conversation.ConversationCommand.Idle;
import parley.engine.conversation.ConversationCommand.PastRead;
import parley.engine.conversation.ConversationCommand.Quarantine;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Unreadable;

/**
 * How a conversation wakes: a fork reads the past that it shares with its parent first, and one whose journal cannot be
 * read is put into quarantine, where it says so to everybody and leaves the others alone.
 */
final class Entrance {
    /** Messages that wait while a fork's past is read; more are refused by nobody and time out. */
    private static final int WAITING = 256;

    private final Coordinator coordinator;
    private final Function<ConversationId, CompletionStage<Transcript>> pasts;
    private final Runnable leave;

    /** What a conversation tells its entrance. */
    interface Doorway {
        /** The state after an event, or a failure that says which event it was. */
        Transcript folded(Transcript transcript, ConversationEvent event);

        /** Recovery has failed. */
        void failed(Throwable failure);

        /** Asks the shard to let this conversation go. */
        void sleep();
    }

    private Entrance(
            Coordinator coordinator, Function<ConversationId, CompletionStage<Transcript>> pasts, Runnable leave) {
        this.coordinator = coordinator;
        this.pasts = pasts;
        this.leave = leave;
    }

    /** A conversation; {@code pasts} reads what a fork shares, {@code leave} asks the shard to let it go. */
    static Behavior<ConversationCommand> behavior(
            Coordinator coordinator, Function<ConversationId, CompletionStage<Transcript>> pasts, Runnable leave) {
        Entrance entrance = new Entrance(coordinator, pasts, leave);
        return Behaviors.intercept(entrance::guard, entrance.opened());
    }

    private Behavior<ConversationCommand> opened() {
        if (!coordinator.id().mayBeFork()) return conversation(Transcript.EMPTY);
        return Behaviors.withStash(
                WAITING,
                stash -> Behaviors.setup(context -> {
                    context.pipeToSelf(pasts.apply(coordinator.id()), Entrance::read);
                    return reading(stash);
                }));
    }

    private static PastRead read(@Nullable Transcript past, @Nullable Throwable failure) {
        return past != null ? new PastRead(past, null) : new PastRead(Transcript.EMPTY, failure);
    }

    private Behavior<ConversationCommand> reading(StashBuffer<ConversationCommand> stash) {
        return Behaviors.receive(ConversationCommand.class)
                .onMessage(PastRead.class, it -> {
                    if (it.failure() == null) return stash.unstashAll(conversation(it.past()));
                    Behavior<ConversationCommand> closed = closed(reason(it.failure()));
                    return stash.unstashAll(closed);
                })
                .onAnyMessage(it -> {
                    if (!stash.isFull()) stash.stash(it);
                    return Behaviors.same();
                })
                .build();
    }

    private Behavior<ConversationCommand> conversation(Transcript past) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new Conversation(coordinator, past, doorway(context), context, timers)));
    }

    private Doorway doorway(ActorContext<ConversationCommand> context) {
        return new Doorway() {
            @Override
            public Transcript folded(Transcript transcript, ConversationEvent event) {
                return Archive.folded(transcript, event);
            }

            @Override
            public void failed(Throwable failure) {
                if (Unreadable.in(failure)) context.getSelf().tell(new Quarantine(reason(failure)));
            }

            @Override
            public void sleep() {
                leave.run();
            }
        };
    }

    private static String reason(Throwable failure) {
        return Unreadable.reason(failure);
    }

    /** Stands before the conversation: it may be in the middle of restarting when its quarantine begins. */
    private BehaviorInterceptor<ConversationCommand, ConversationCommand> guard() {
        return new BehaviorInterceptor<>(ConversationCommand.class) {
            @Override
            public Behavior<ConversationCommand> aroundReceive(
                    TypedActorContext<ConversationCommand> context,
                    ConversationCommand command,
                    ReceiveTarget<ConversationCommand> target) {
                if (!(command instanceof Quarantine it)) return target.apply(context, command);
                context.asJava().getLog().error("Conversation {} is quarantined: {}", coordinator.id(), it.reason());
                return closed(it.reason());
            }
        };
    }

    /** Answers everybody that it cannot be read; looked at anew when it wakes the next time. */
    private Behavior<ConversationCommand> closed(String reason) {
        return Behaviors.setup(context -> {
            context.setReceiveTimeout(coordinator.settings().idle(), new Idle());
            return Behaviors.receiveMessage(command -> {
                if (command instanceof Idle) leave.run();
                else command.refuse(Refusal.quarantined("this conversation is quarantined: " + reason));
                return Behaviors.same();
            });
        });
    }
}
