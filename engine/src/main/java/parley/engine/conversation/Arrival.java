package parley.engine.conversation;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityContext;
import org.apache.pekko.cluster.typed.Cluster;
import parley.engine.measure.Measures;
import parley.engine.trace.Traces;

/** How a conversation comes into the memory of this node: with its neighbours, and seen by its numbers, traces and log. */
record Arrival(ActorSystem<?> system, Engines engines, ConversationSettings settings, Archive archive) {
    private static final Set<MemberStatus> STAYING =
            Set.of(MemberStatus.joining(), MemberStatus.weaklyUp(), MemberStatus.up());

    Behavior<ConversationCommand> conversation(EntityContext<ConversationCommand> entity) {
        Coordinator coordinator = new Coordinator(new ConversationId(entity.getEntityId()), engines, settings);
        Attendance attendance = new Attendance(Measures.of(system), new Trail(coordinator.id(), Traces.of(system)));
        Behavior<ConversationCommand> entrance =
                Behaviors.setup(context -> entrance(coordinator, entity, attendance, context));
        return Behaviors.withMdc(
                ConversationCommand.class, Map.of("room", entity.getEntityId()), _ -> attendance.place(), entrance);
    }

    /** Whether this node stops and there is no other; what is unfinished then is woken when one starts. */
    private boolean last() {
        if (CoordinatedShutdown.get(system).getShutdownReason().isEmpty()) return false;
        Cluster cluster = Cluster.get(system);
        Member self = cluster.selfMember();
        for (Member member : cluster.state().getMembers())
            if (!member.equals(self) && STAYING.contains(member.status())) return false;
        return true;
    }

    private Behavior<ConversationCommand> entrance(
            Coordinator coordinator,
            EntityContext<ConversationCommand> entity,
            Attendance attendance,
            ActorContext<ConversationCommand> context) {
        return Entrance.behavior(coordinator, new Entrance.Neighbours() {
            @Override
            public CompletionStage<Transcript> past() {
                return archive.past(coordinator.id());
            }

            @Override
            public void leave() {
                entity.getShard().tell(new ClusterSharding.Passivate<>(context.getSelf()));
            }

            @Override
            public void again(ConversationCommand command) {
                ClusterSharding.get(system)
                        .entityRefFor(Conversation.KEY, entity.getEntityId())
                        .tell(command);
            }

            // What waits for a place that will never be would keep the last node from stopping.
            @Override
            public void wakeElsewhere() {
                if (!last()) again(new ConversationCommand.Continue());
            }

            @Override
            public Attendance attendance() {
                return attendance;
            }
        });
    }
}
