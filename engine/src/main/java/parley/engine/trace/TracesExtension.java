package parley.engine.trace;

import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.ExtensionIdProvider;

/** Ties the {@link Traces} to one actor system, so that several in one process do not mix. */
final class TracesExtension extends AbstractExtensionId<Traces> implements ExtensionIdProvider {
    static final TracesExtension ID = new TracesExtension();

    private TracesExtension() {}

    @Override
    public TracesExtension lookup() {
        return ID;
    }

    @Override
    public Traces createExtension(ExtendedActorSystem system) {
        return new Traces();
    }
}
