package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.pathSingleSlash;
import static org.apache.pekko.http.javadsl.server.Directives.reject;
import static org.apache.pekko.http.javadsl.server.PathMatchers.remaining;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.Route;
import parley.http.edge.Envelope;
import parley.http.edge.Json;
import parley.http.edge.WebFiles;

/** The front door: the page for people, a few pointers for programs. */
public final class PageRoutes {
    private static final String NAME = "Parley";

    private final String version;
    private final Clock clock;
    private final WebFiles files = new WebFiles("/web/");

    PageRoutes(String version, Clock clock) {
        this.version = version;
        this.clock = clock;
    }

    record Pointers(
            String status,
            String name,
            String service,
            String version,
            String health,
            String api,
            String docs,
            Instant timestamp) {}

    public Route routes() {
        return concat(frontDoor(), favicon(), assets());
    }

    // GET /
    private Route frontDoor() {
        return pathSingleSlash(() -> get(() -> extractRequest(
                request -> complete(wantsPage(request) ? page(request).orElseGet(this::pointers) : pointers()))));
    }

    private Optional<HttpResponse> page(HttpRequest request) {
        return files.response("index.html", request).map(Envelope::page);
    }

    private HttpResponse pointers() {
        Pointers pointers = new Pointers("online", NAME, NAME, version, "/health", "/api", "/docs", clock.instant());
        return Json.response(StatusCodes.OK, pointers);
    }

    // GET /favicon.ico
    private Route favicon() {
        return path("favicon.ico", () -> get(() -> file("assets/favicon.ico")));
    }

    // GET /assets/{file}
    private Route assets() {
        return pathPrefix("assets", () -> path(remaining(), name -> get(() -> file("assets/" + name))));
    }

    private Route file(String name) {
        return extractRequest(
                request -> files.response(name, request).map(it -> complete(it)).orElseGet(() -> reject()));
    }

    private static boolean wantsPage(HttpRequest request) {
        return request.getHeader("Accept")
                .map(HttpHeader::value)
                .filter(it -> it.contains("text/html"))
                .isPresent();
    }
}
