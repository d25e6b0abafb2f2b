package parley.engine.measure;

import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.ExtensionIdProvider;
import scala.runtime.BoxedUnit;

/** Ties {@link Measures} to one actor system. */
final class MeasuresExtension extends AbstractExtensionId<Measures> implements ExtensionIdProvider {
    static final MeasuresExtension ID = new MeasuresExtension();

    private MeasuresExtension() {}

    @Override
    public MeasuresExtension lookup() {
        return ID;
    }

    @Override
    public Measures createExtension(ExtendedActorSystem system) {
        Measures measures = new Measures();
        system.registerOnTermination(() -> {
            measures.close();
            return BoxedUnit.UNIT;
        });
        return measures;
    }
}
