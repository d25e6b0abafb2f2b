package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.http.edge.Json;

/**
 * Whether this server can do its work: 200 {@code ok} while its database answers, 503 {@code down} otherwise; and what it
 * does it with, in the words of other dialects.
 */
public final class HealthRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(HealthRoutes.class);

    private final Readiness readiness;
    private final Supplier<Map<String, Object>> particulars;
    private final String version;
    private final Clock clock;
    private final Instant startedAt;

    public HealthRoutes(Readiness readiness, Supplier<Map<String, Object>> particulars, String version, Clock clock) {
        this.readiness = readiness;
        this.particulars = particulars;
        this.version = version;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    record Health(
            String status,
            boolean healthy,
            Instant timestamp,
            String version,
            long uptimeSeconds,
            @JsonAnyGetter Map<String, Object> particulars) {}

    public Route routes() {
        return concat(health(), pathPrefix("api", this::health));
    }

    // GET /health, GET /api/health
    private Route health() {
        return path(
                "health",
                () -> get(() -> completeWithFuture(
                        readiness.check().handle((done, failure) -> failure == null ? up() : down(failure)))));
    }

    private HttpResponse up() {
        return Json.response(StatusCodes.OK, health("ok", true));
    }

    private HttpResponse down(Throwable failure) {
        LOG.warn("not ready: {}", failure.toString());
        return Json.response(StatusCodes.SERVICE_UNAVAILABLE, health("down", false));
    }

    private Health health(String status, boolean healthy) {
        Instant now = clock.instant();
        return new Health(
                status, healthy, now, version, Duration.between(startedAt, now).toSeconds(), particulars.get());
    }
}
