package parley.http.companion;

import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.http.javadsl.server.Route;
import parley.http.edge.Json;

/** Whether the server is up. */
final class StatusRoutes implements Chapter {
    private final Doors doors;
    private final Visitors visitors;

    StatusRoutes(Doors doors, Visitors visitors) {
        this.doors = doors;
        this.visitors = visitors;
    }

    record Status(String status, Instant timestamp) {}

    @Override
    public Route routes() {
        return pathPrefix("api", () -> path("status", () -> get(this::status)));
    }

    // GET /api/status
    private Route status() {
        return visitors.visiting(_ -> Json.ok(CompletableFuture.completedFuture(
                new Status("online", Instant.ofEpochMilli(doors.system().startTime() * 1000L)))));
    }
}
