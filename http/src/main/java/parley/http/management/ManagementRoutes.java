package parley.http.management;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.optionalHeaderValueByName;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathSingleSlash;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import parley.http.edge.Json;

/** Answers probes and people who look after a server. Changes nothing. */
public final class ManagementRoutes {
    /** Below the patience of a probe, so that it hears a no and not nothing. */
    private static final long SECONDS = 3;

    /** As many rooms are shown to people. */
    private static final int ROOMS = 50;

    private static final HttpHeader POLICY =
            RawHeader.create("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");

    private final Standing standing;

    private final Metrics metrics;

    private final Survey survey;

    public ManagementRoutes(Standing standing, Metrics metrics, Survey survey) {
        this.standing = standing;
        this.metrics = metrics;
        this.survey = survey;
    }

    record Answer(String status, @Nullable String reason) {}

    public Route routes() {
        return concat(alive(), ready(), members(), metrics(), overview());
    }

    // GET /: how the deployment is, for people
    private Route overview() {
        return pathSingleSlash(() ->
                get(() -> completeWithFuture(survey.deployment("", ROOMS).thenApply(it -> shown(Overview.page(it))))));
    }

    private static HttpResponse shown(String html) {
        return HttpResponse.create()
                .addHeader(POLICY)
                .withEntity(HttpEntities.create(ContentTypes.TEXT_HTML_UTF8, html));
    }

    // GET /metrics: all numbers, for Prometheus
    private Route metrics() {
        return path(
                "metrics",
                () -> get(() -> optionalHeaderValueByName(
                        "Accept", accepted -> completeWithFuture(page(Metrics.format(accepted.orElse("")))))));
    }

    /** Written on a thread of its own: gauges ask around. */
    private CompletionStage<HttpResponse> page(String format) {
        return CompletableFuture.supplyAsync(
                        () -> metrics.page(format),
                        it -> Thread.ofVirtual().name("metrics").start(it))
                .thenApply(it -> HttpResponse.create().withEntity(HttpEntities.create(ContentTypes.parse(format), it)));
    }

    // GET /alive: 200 as long as the process can answer
    private static Route alive() {
        return path("alive", () -> get(() -> complete(Json.response(StatusCodes.OK, new Answer("alive", null)))));
    }

    // GET /ready: 200 where visitors may be sent here, 503 with the reason otherwise
    private Route ready() {
        return path("ready", () -> get(() -> completeWithFuture(readiness())));
    }

    private CompletionStage<HttpResponse> readiness() {
        return standing.check()
                .toCompletableFuture()
                .orTimeout(SECONDS, TimeUnit.SECONDS)
                .handle((_, failure) -> failure == null
                        ? Json.response(StatusCodes.OK, new Answer("ready", null))
                        : Json.response(StatusCodes.SERVICE_UNAVAILABLE, new Answer("not ready", reason(failure))));
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause.getMessage() == null ? "the database does not answer in time" : cause.getMessage();
    }

    // GET /members: who is in the cluster, as this server sees it
    private Route members() {
        return path("members", () -> get(() -> complete(Json.response(StatusCodes.OK, standing.cohort()))));
    }
}
