package parley.engine.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorInterceptor;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.StashBuffer;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
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
    private final Neighbours neighbours;
    private final List<ConversationCommand> waiting = new ArrayList<>();
    private boolean recovered;

    /** What a conversation tells its entrance. */
    interface Doorway {
        /** The state after an event, or a failure that says which event it was. */
        Transcript folded(Transcript transcript, ConversationEvent event);

        /** Recovery is complete. */
        void recovered();

        /** Recovery has failed. */
        void failed(Throwable failure);

        /** Asks the shard to let this conversation go. */
        void sleep();

        /** What it has under way. */
        Backstage backstage(TimerScheduler<ConversationCommand> timers);

        /** Sends a command to this conversation anew, by way of its shard. */
        void again(ConversationCommand command);

        /** Wakes it where its shard goes. */
        void wakeElsewhere();
    }

    /** What an entrance needs of the house around it. */
    interface Neighbours {
        /** What a fork shares with its parent. */
        CompletionStage<Transcript> past();

        /** Asks the shard to let the conversation go. */
        void leave();

        /** Where it is counted. */
        Attendance attendance();

        /** Sends the conversation a command by way of its shard. */
        void again(ConversationCommand command);

        /** Wakes the conversation where its shard goes, if it can go anywhere. */
        void wakeElsewhere();
    }

    private Entrance(Coordinator coordinator, Neighbours neighbours) {
        this.coordinator = coordinator;
        this.neighbours = neighbours;
    }

    static Behavior<ConversationCommand> behavior(Coordinator coordinator, Neighbours neighbours) {
        return Behaviors.setup(_ -> {
            Entrance entrance = new Entrance(coordinator, neighbours);
            return Behaviors.intercept(entrance::guard, entrance.opened());
        });
    }

    private Behavior<ConversationCommand> opened() {
        if (!coordinator.id().mayBeFork()) return conversation(Transcript.EMPTY);
        return Behaviors.withStash(
                WAITING,
                stash -> Behaviors.setup(context -> {
                    context.pipeToSelf(neighbours.past(), Entrance::read);
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
            public void recovered() {
                recovered = true;
                waiting.clear();
            }

            @Override
            public void failed(Throwable failure) {
                if (Unreadable.in(failure)) context.getSelf().tell(new Quarantine(reason(failure)));
            }

            @Override
            public void sleep() {
                neighbours.leave();
            }

            @Override
            public Backstage backstage(TimerScheduler<ConversationCommand> timers) {
                return new Backstage(context, coordinator, timers, neighbours.attendance());
            }

            @Override
            public void again(ConversationCommand command) {
                neighbours.again(command);
            }

            @Override
            public void wakeElsewhere() {
                neighbours.wakeElsewhere();
            }
        };
    }

    private static Refusal no(String reason) {
        return Refusal.quarantined("this conversation is quarantined: " + reason);
    }

    private static String reason(Throwable failure) {
        return Unreadable.reason(failure);
    }

    /**
     * Stands before the conversation: it may be in the middle of restarting when its quarantine begins, and keeps to
     * itself what came before it was recovered.
     */
    private BehaviorInterceptor<ConversationCommand, ConversationCommand> guard() {
        return new BehaviorInterceptor<>(ConversationCommand.class) {
            @Override
            public Behavior<ConversationCommand> aroundReceive(
                    TypedActorContext<ConversationCommand> context,
                    ConversationCommand command,
                    ReceiveTarget<ConversationCommand> target) {
                if (!(command instanceof Quarantine it)) {
                    if (!recovered && waiting.size() < WAITING) waiting.add(command);
                    return target.apply(context, command);
                }
                context.asJava().getLog().error("Conversation {} is quarantined: {}", coordinator.id(), it.reason());
                waiting.forEach(before -> before.refuse(no(it.reason())));
                waiting.clear();
                return closed(it.reason());
            }
        };
    }

    /** Answers everybody that it cannot be read; looked at anew when it wakes the next time. */
    private Behavior<ConversationCommand> closed(String reason) {
        return Behaviors.setup(context -> {
            context.setReceiveTimeout(coordinator.settings().idle(), new Idle());
            // The journal may still answer what the conversation asked it; that is nobody's any more.
            return Behaviors.<Object>receiveMessage(message -> {
                        if (message instanceof ConversationCommand.Leave) return Behaviors.stopped();
                        switch (message) {
                            case Idle _ -> neighbours.leave();
                            case ConversationCommand command -> command.refuse(no(reason));
                            default -> {}
                        }
                        return Behaviors.same();
                    })
                    .narrow();
        });
    }
}
