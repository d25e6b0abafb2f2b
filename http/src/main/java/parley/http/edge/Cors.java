package parley.http.edge;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.mapResponse;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;

/** Lets the web pages of the configured origins call, and no others. Tokens travel in a header, so never with cookies. */
final class Cors {
    private static final List<HttpHeader> PREFLIGHT = List.of(
            RawHeader.create("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE"),
            RawHeader.create(
                    "Access-Control-Allow-Headers",
                    "Accept, Authorization, Content-Type, Last-Event-ID, X-Request-Id, X-Requested-With"),
            RawHeader.create("Access-Control-Max-Age", "600"));
    private static final HttpHeader EXPOSED = RawHeader.create(
            "Access-Control-Expose-Headers",
            "Location, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, X-Request-Id");

    private final Set<String> origins;
    private final BiPredicate<String, HttpRequest> others;

    /** Some origins may call all addresses, and others those that they are let call. */
    Cors(List<String> origins, BiPredicate<String, HttpRequest> others) {
        this.origins = Set.copyOf(origins);
        this.others = others;
    }

    Route around(Route inner) {
        return extractRequest(request -> allowed(request)
                .map(origin -> isPreflight(request) ? complete(preflight(origin)) : shared(origin, inner))
                .orElse(inner));
    }

    private Optional<String> allowed(HttpRequest request) {
        return request.getHeader("Origin")
                .map(HttpHeader::value)
                .filter(it -> origins.contains(it) || others.test(it, request));
    }

    private static boolean isPreflight(HttpRequest request) {
        return request.method().equals(HttpMethods.OPTIONS)
                && request.getHeader("Access-Control-Request-Method").isPresent();
    }

    private static HttpResponse preflight(String origin) {
        return HttpResponse.create()
                .withStatus(StatusCodes.NO_CONTENT)
                .addHeaders(PREFLIGHT)
                .addHeaders(sharing(origin));
    }

    private static Route shared(String origin, Route inner) {
        return mapResponse(it -> it.addHeaders(sharing(origin)).addHeader(EXPOSED), () -> inner);
    }

    private static List<HttpHeader> sharing(String origin) {
        return List.of(RawHeader.create("Access-Control-Allow-Origin", origin), RawHeader.create("Vary", "Origin"));
    }
}
