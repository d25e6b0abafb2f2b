package parley.http.main;

import com.typesafe.config.Config;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.pattern.Patterns;
import parley.http.edge.Sse;
import parley.http.management.Deployment;
import parley.http.management.Facts;
import parley.http.management.ManagementRoutes;
import parley.http.management.ManagementSettings;
import parley.http.management.Metrics;
import parley.http.management.Standing;
import parley.http.management.Survey;
import parley.persistence.database.PoolUse;
import parley.persistence.index.OpenRooms;

/**
 * How a server is looked after and how it stops: it says that it is not ready, takes no further visitors, ends event
 * streams, lets its rooms go to other nodes between two sentences, and then leaves its cluster.
 */
final class Caretaking {
    private Caretaking() {}

    /** Tells other nodes how this one is, and can look how all of them are. */
    static Survey survey(Node node) {
        OpenRooms rooms = new OpenRooms(node.database());
        Survey.Sources sources = new Survey.Sources() {
            @Override
            public Facts.Pool pool() {
                PoolUse use = node.database().use();
                return new Facts.Pool(use.active(), use.idle(), use.waiting(), use.most());
            }

            @Override
            public CompletionStage<String> schema() {
                return node.database().schema();
            }

            @Override
            public CompletionStage<List<Deployment.OpenTurn>> open(String after, int most) {
                return rooms.after(after, most)
                        .thenApply(them -> them.stream()
                                .map(it -> new Deployment.OpenTurn(it.id(), it.turns(), it.changedAt(), null))
                                .toList());
            }
        };
        return Survey.begin(node.system(), sources, Version.current(), Clock.systemUTC());
    }

    /** Answers probes from now on, with no until {@link Standing#open}. */
    static Standing open(Node node, Survey survey) {
        ActorSystem<Void> system = node.system();
        Config config = system.settings().config().getConfig("parley.management");
        ManagementSettings settings = ManagementSettings.from(config);
        Standing standing = new Standing(system, node::check, node.database()::answers);
        if (settings.enabled()) bind(system, settings, new ManagementRoutes(standing, Metrics.of(system), survey));
        CoordinatedShutdown.get(system)
                .addTask(CoordinatedShutdown.PhaseBeforeServiceUnbind(), "say-that-it-leaves", () -> {
                    standing.leave();
                    return notice(system, settings.notice());
                });
        return standing;
    }

    /** Who was put out of the cluster goes at once: others have its rooms. */
    private static CompletionStage<Done> notice(ActorSystem<Void> system, Duration notice) {
        boolean put = CoordinatedShutdown.get(system)
                .getShutdownReason()
                .filter(it -> it.equals(CoordinatedShutdown.clusterDowningReason()))
                .isPresent();
        CompletionStage<Done> done = CompletableFuture.completedFuture(Done.getInstance());
        return put || notice.isZero() ? done : Patterns.after(notice, system.classicSystem(), () -> done);
    }

    /** Stays to the end: until the process is over, probes hear that it is alive and not ready. */
    private static void bind(ActorSystem<Void> system, ManagementSettings settings, ManagementRoutes routes) {
        try {
            Http.get(system)
                    .newServerAt(settings.host(), settings.port())
                    .bind(routes.routes())
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException failure) {
            throw new CannotStart(
                    "cannot listen on " + settings.host() + ":" + settings.port()
                            + " for those who look after this server:" + " set PARLEY_MANAGEMENT_PORT to another port",
                    failure);
        }
    }

    /** Viewers never leave by themselves; they go when nobody can come in any more, and find another server. */
    static void endWatching(ActorSystem<Void> system, Sse sse) {
        CoordinatedShutdown.get(system)
                .addTask(CoordinatedShutdown.PhaseServiceRequestsDone(), "end-event-streams", () -> {
                    sse.close();
                    return CompletableFuture.completedFuture(Done.getInstance());
                });
    }
}
