package parley.persistence.database;

import java.time.Duration;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.ExtensionIdProvider;
import parley.engine.measure.Measures;
import scala.concurrent.ExecutionContext;
import scala.runtime.BoxedUnit;

/** Ties one {@link Database} to one actor system, so that the journal and the lists share it. */
final class DatabaseExtension extends AbstractExtensionId<Database> implements ExtensionIdProvider {
    static final DatabaseExtension ID = new DatabaseExtension();

    private static final String DISPATCHER = "parley.database.dispatcher";

    /** A probe may wait a little for its answer: it does so on a thread that costs nothing. */
    private static final Executor PROBING =
            task -> Thread.ofVirtual().name("database-probe").start(task);

    private DatabaseExtension() {}

    @Override
    public DatabaseExtension lookup() {
        return ID;
    }

    @Override
    public Database createExtension(ExtendedActorSystem system) {
        DatabaseSettings settings = DatabaseSettings.from(system.settings().config());
        Database database = Opening.open(
                settings,
                system.dispatchers().lookup(DISPATCHER),
                Measures.of(system).registry());
        if (database.watched()) {
            Duration every = settings.watch().probe();
            system.scheduler()
                    .scheduleWithFixedDelay(every, every, database::probe, ExecutionContext.fromExecutor(PROBING));
        }
        system.registerOnTermination(() -> {
            database.close();
            return BoxedUnit.UNIT;
        });
        return database;
    }
}
