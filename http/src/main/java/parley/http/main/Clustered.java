package parley.http.main;

import com.typesafe.config.Config;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.cluster.ClusterSettings;
import parley.engine.cluster.Presence;
import parley.engine.cluster.Resumer;
import parley.engine.kernel.Refusal;
import parley.persistence.database.Database;
import parley.persistence.membership.MemberTable;

/** What a server needs to be one of several, and how it becomes one of them. Alone it needs nothing. */
final class Clustered {
    private static final Logger LOG = LoggerFactory.getLogger(Clustered.class);
    private static final List<String> BUCKETS = List.of("s3", "aws_s3", "r2", "cloudflare_r2");

    private Clustered() {}

    /** The configuration that the actor system starts with. */
    static Config config(Config config, ServerSettings settings) {
        try {
            ClusterSettings cluster = ClusterSettings.from(config);
            cluster.check();
            if (!cluster.alone()) check(config, settings, cluster);
            return cluster.over(config);
        } catch (Refusal no) {
            throw new CannotStart(no.reason(), no);
        }
    }

    private static void check(Config config, ServerSettings settings, ClusterSettings cluster) {
        if (config.getString("parley.database.url").startsWith("jdbc:h2:"))
            throw Refusal.invalid("a cluster needs a PostgreSQL that all its servers use: set DATABASE_URL");
        if (settings.jwtSecret().isEmpty())
            throw Refusal.invalid("the servers of a cluster sign tokens with one secret: set PARLEY_JWT_SECRET to the"
                    + " same on all of them, 32 bytes or more");
        if (settings.masterKey().isBlank())
            throw Refusal.invalid("the servers of a cluster seal keys with one master key: set PARLEY_MASTER_KEY to the"
                    + " same on all of them, as `openssl rand -base64 32` prints one");
        if (cluster.sharedFolders()) return;
        if (!BUCKETS.contains(config.getString("parley.file-store.provider")))
            throw Refusal.invalid("the files of users are kept in " + config.getString("parley.file-store.local.path")
                    + ", where other servers of the cluster may not find them: keep them in a bucket"
                    + " (STORAGE_PROVIDER=s3), or say by PARLEY_CLUSTER_SHARED_FOLDERS=on that all servers see that"
                    + " folder");
        LOG.warn(
                "recordings are kept in {} and moving models in {}: only a server that sees these folders can serve"
                        + " them. PARLEY_CLUSTER_SHARED_FOLDERS=on says that all servers do",
                config.getString("parley.recording.folder"),
                config.getString("parley.data"));
    }

    /** Joins, waits until that is done, and answers whether this node is alone. */
    static boolean join(Node node, ServerSettings settings) {
        ClusterSettings cluster = ClusterSettings.from(node.system().settings().config());
        join(node.system(), node.database(), cluster, installation(settings));
        return cluster.alone();
    }

    /** For a command, which works alone: says that it is here, and fails where a server is. */
    static void visit(ActorSystem<?> system) {
        Config config = system.settings().config();
        String name = installation(ServerSettings.from(config.getConfig("parley"))) + ", a command of process "
                + ProcessHandle.current().pid();
        join(system, Database.of(system), ClusterSettings.from(config), name);
    }

    private static void join(ActorSystem<?> system, Database database, ClusterSettings cluster, String installation) {
        try {
            Presence.of(system, cluster, MemberTable.of(database), installation)
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof Refusal no ? new CannotStart(no.reason(), no) : failure;
        }
    }

    /** Lets what was cut off go on: now, and whenever a node is lost. */
    static void resume(Node node) {
        ClusterSettings cluster = ClusterSettings.from(node.system().settings().config());
        Resumer.start(node.system(), node::wakeUnfinished, cluster.wakeAfter());
    }

    /** A server that is alone is known by where it keeps its things, so that it finds its place again after a crash. */
    private static String installation(ServerSettings settings) {
        return machine() + ":" + settings.data().toAbsolutePath().normalize();
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unknown) {
            return "localhost";
        }
    }
}
