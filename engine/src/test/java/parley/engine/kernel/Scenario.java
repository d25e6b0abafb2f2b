package parley.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.function.Function;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding.ShardCommand;
import org.apache.pekko.pattern.StatusReply;
import org.apache.pekko.persistence.testkit.javadsl.EventSourcedBehaviorTestKit;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tells an entity's test: given these events, when this is asked, then that is recorded and replied. Every command, event
 * and state is written, read back and compared on the way. Register it as a static extension.
 */
public final class Scenario<C, E, R> implements AfterAllCallback {
    private final ActorTestKit actors;
    private final TestProbe<ShardCommand> shard;
    private final EventSourcedBehaviorTestKit<C, E, ?> kit;

    private Scenario(Function<ActorRef<ShardCommand>, Behavior<C>> entity) {
        actors = ActorTestKit.create(ConfigFactory.parseString("pekko.actor.provider = local")
                .withFallback(EventSourcedBehaviorTestKit.config())
                .withFallback(ConfigFactory.load()));
        shard = actors.createTestProbe();
        kit = EventSourcedBehaviorTestKit.create(
                actors.system(),
                entity.apply(shard.ref()),
                EventSourcedBehaviorTestKit.enabledSerializationSettings().withVerifyEquality(true));
    }

    public static <C, E, R> Scenario<C, E, R> of(Function<ActorRef<ShardCommand>, Behavior<C>> entity) {
        return new Scenario<>(entity);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        actors.shutdownTestKit();
    }

    /** A new life in which all this has happened. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final Scenario<C, E, R> given(E... events) {
        kit.clear();
        List<E> happened = List.of(events);
        if (!happened.isEmpty()) kit.initialize(happened.toArray());
        return this;
    }

    public Outcome<E, R> when(Function<ActorRef<StatusReply<R>>, C> command) {
        EventSourcedBehaviorTestKit.CommandResultWithReply<C, E, ?, StatusReply<R>> result = kit.runCommand(command);
        return new Outcome<>(result.events(), result.reply());
    }

    /** Tells it something that has no answer. */
    public Scenario<C, E, R> told(C command) {
        kit.runCommand(command);
        return this;
    }

    /** What the shard was asked to do next. */
    public ShardCommand askedOfTheShard() {
        return shard.receiveMessage();
    }

    /** The state read back from the journal alone. */
    public Object replayed() {
        return kit.restart().state();
    }

    /** The state as it is. */
    public Object state() {
        return kit.getState();
    }

    /** What one command brought about. */
    public record Outcome<E, R>(List<E> events, StatusReply<R> reply) {
        @SafeVarargs
        @SuppressWarnings("varargs")
        public final Outcome<E, R> then(E... expected) {
            assertThat(events).isEqualTo(List.of(expected));
            return this;
        }

        public void replies(R expected) {
            assertThat(reply.isSuccess()).as(reply.toString()).isTrue();
            assertThat(reply.getValue()).isEqualTo(expected);
        }

        public void refuses(Refusal.Kind kind) {
            assertThat(events).isEmpty();
            assertThat(refusal().kind()).isEqualTo(kind);
        }

        public void refuses(Refusal.Kind kind, String reason) {
            refuses(kind);
            assertThat(refusal().reason()).isEqualTo(reason);
        }

        private Refusal refusal() {
            assertThat(reply.isError()).as(reply.toString()).isTrue();
            return Refusal.in(reply.getError()).orElseThrow();
        }
    }
}
