package parley.engine.conversation;

import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Extension;
import org.apache.pekko.actor.ExtensionId;
import org.apache.pekko.actor.ExtensionIdProvider;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Adapter;

/** The one courier of each node. */
final class Couriers extends AbstractExtensionId<Couriers.Office> implements ExtensionIdProvider {
    private static final Couriers ID = new Couriers();

    /** Where it is found. */
    record Office(ActorRef<Courier.Command> courier) implements Extension {}

    static ActorRef<Courier.Command> of(org.apache.pekko.actor.typed.ActorSystem<?> system) {
        return ID.get(system).courier();
    }

    @Override
    public Office createExtension(ExtendedActorSystem system) {
        return new Office(Adapter.toTyped(system).systemActorOf(Courier.create(), "courier", Props.empty()));
    }

    @Override
    public ExtensionId<? extends Extension> lookup() {
        return ID;
    }
}
