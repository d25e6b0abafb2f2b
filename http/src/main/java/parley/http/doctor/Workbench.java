package parley.http.doctor;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** An actor system to run streams on, which is no node: it listens nowhere, joins nobody and has no journal. */
record Workbench(ActorSystem<Void> system) implements AutoCloseable {
    private static final Config ALONE = ConfigFactory.parseString("""
        pekko.actor.provider = local
        pekko.extensions = []
        pekko.library-extensions = []
        pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off
        """);
    private static final Duration END = Duration.ofSeconds(2);

    static Workbench of(Patient patient) {
        return new Workbench(
                ActorSystem.create(Behaviors.empty(), "examination", ALONE.withFallback(patient.config())));
    }

    @Override
    public void close() {
        system.terminate();
        system.getWhenTerminated()
                .toCompletableFuture()
                .completeOnTimeout(org.apache.pekko.Done.getInstance(), END.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
