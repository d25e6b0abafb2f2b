package parley.engine.kernel;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real cluster of this one process, with a journal in memory. Register it as a static extension. */
public final class ClusterOfOne implements AfterAllCallback {
    private final ActorTestKit actors;

    public ClusterOfOne() {
        Config journal = PersistenceTestKitPlugin.config().withFallback(PersistenceTestKitSnapshotPlugin.config());
        Config whole = ConfigFactory.load();
        actors = ActorTestKit.create(
                journal.withFallback(whole.getConfig("parley.cluster.alone")).withFallback(whole));
        Cluster cluster = Cluster.get(actors.system());
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        actors.shutdownTestKit();
    }

    public ActorSystem<?> system() {
        return actors.system();
    }

    public Config config() {
        return actors.system().settings().config();
    }
}
