package parley.http.management;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.RootActorPath;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.pattern.Patterns;
import parley.engine.kernel.Message;

/** Tells other nodes how this one is. There is one on each node, at the same place. */
final class Informant {
    private static final String NAME = "parley-informant";

    /** Asks how a node is. */
    record Ask(ActorRef<Facts> replyTo) implements Message {}

    private Informant() {}

    static void begin(ActorSystem<?> system, Supplier<Facts> facts) {
        system.systemActorOf(behavior(facts), NAME, Props.empty());
    }

    private static Behavior<Ask> behavior(Supplier<Facts> facts) {
        return Behaviors.receiveMessage(ask -> {
            ask.replyTo.tell(facts.get());
            return Behaviors.same();
        });
    }

    /** Asks the one at this address; fails where it does not answer in time. */
    static CompletionStage<Facts> ask(ActorSystem<?> system, Address address, Duration within) {
        String path =
                new RootActorPath(address, "/").child("system").child(NAME).toString();
        return Patterns.askWithReplyTo(
                        system.classicSystem().actorSelection(path),
                        (org.apache.pekko.actor.ActorRef to) -> new Ask(Adapter.toTyped(to)),
                        within)
                .thenApply(Facts.class::cast);
    }
}
