package parley.engine.conversation;

import java.time.Duration;
import java.util.List;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.japi.function.Function;
import org.apache.pekko.pattern.StatusReply;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;
import parley.engine.kernel.Refusal;

/** How a conversation records and answers: first the journal, then the viewers, then whoever asked. */
abstract class Recording
        extends EventSourcedBehaviorWithEnforcedReplies<ConversationCommand, ConversationEvent, Transcript> {
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration LATE = Duration.ofSeconds(10);
    private static final double JITTER = 0.1;

    final ActorContext<ConversationCommand> context;
    final Backstage backstage;

    Recording(PersistenceId id, ActorContext<ConversationCommand> context, Backstage backstage) {
        super(id, SupervisorStrategy.restartWithBackoff(SOON, LATE, JITTER));
        this.context = context;
        this.backstage = backstage;
    }

    /** The sequence number of the last event. */
    final long sequence() {
        return lastSequenceNumber(context);
    }

    final ReplyEffect<ConversationEvent, Transcript> record(List<ConversationEvent> events) {
        if (events.isEmpty()) return Effect().noReply();
        return Effect()
                .persist(events)
                .thenRun(it -> backstage.react(it, events, sequence()))
                .thenNoReply();
    }

    final <T> ReplyEffect<ConversationEvent, Transcript> record(
            List<ConversationEvent> events, ActorRef<StatusReply<T>> replyTo, Function<Transcript, T> reply) {
        return Effect()
                .persist(events)
                .thenRun(it -> backstage.react(it, events, sequence()))
                .thenReply(replyTo, it -> StatusReply.success(reply.apply(it)));
    }

    final ReplyEffect<ConversationEvent, Transcript> done(List<ConversationEvent> events, ActorRef<Done> replyTo) {
        if (events.isEmpty()) return Effect().reply(replyTo, Done.getInstance());
        return Effect()
                .persist(events)
                .thenRun(it -> backstage.react(it, events, sequence()))
                .thenReply(replyTo, _ -> Done.getInstance());
    }

    /** The last that it records here. */
    final ReplyEffect<ConversationEvent, Transcript> leave(List<ConversationEvent> events, Runnable then) {
        return Effect()
                .persist(events)
                .thenRun(it -> {
                    if (!events.isEmpty()) backstage.react(it, events, sequence());
                    then.run();
                })
                .thenStop()
                .thenNoReply();
    }

    final <T> ReplyEffect<ConversationEvent, Transcript> answer(ActorRef<StatusReply<T>> replyTo, T reply) {
        return Effect().reply(replyTo, StatusReply.success(reply));
    }

    final <T> ReplyEffect<ConversationEvent, Transcript> refuse(ActorRef<StatusReply<T>> replyTo, Refusal refusal) {
        return Effect().reply(replyTo, refusal.reply());
    }
}
