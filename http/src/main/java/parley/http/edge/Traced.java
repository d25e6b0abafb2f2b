package parley.http.edge;

import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.mapRequest;
import static org.apache.pekko.http.javadsl.server.Directives.mapResponse;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import parley.engine.trace.Traceparent;
import parley.engine.trace.Traces;

/**
 * Requests as spans of traces, by the semantic conventions for HTTP servers (open-telemetry/semantic-conventions,
 * docs/http/http-spans.md, stable). Of an address only the words are told that are ours, so that no id, no name and no
 * query is in a span. A span ends when the answer begins: an event stream may go on for hours.
 */
public final class Traced {
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<String> SCHEME = AttributeKey.stringKey("url.scheme");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final int SERVER_ERROR = 500;

    private static final org.apache.pekko.http.javadsl.model.AttributeKey<String> SPAN =
            org.apache.pekko.http.javadsl.model.AttributeKey.create("traceparent", String.class);

    private Traced() {}

    /** A route whose requests are told to whoever traces; the same route where nobody does. */
    public static Route around(Traces traces, Route route) {
        if (!traces.on()) return route;
        AddressWords words = AddressWords.read();
        return extractRequest(request -> {
            Span span = begun(traces, words, request);
            String name = Traceparent.of(span.getSpanContext());
            return mapResponse(it -> ended(span, it), () -> mapRequest(it -> it.addAttribute(SPAN, name), () -> route));
        });
    }

    /** The span that the request is, as {@link Traceparent} writes it, for a route that passes it on. */
    public static Route within(Function<@Nullable String, Route> route) {
        return extractRequest(request -> route.apply(span(request).orElse(null)));
    }

    private static Optional<String> span(HttpRequest request) {
        return request.getAttribute(SPAN);
    }

    private static Span begun(Traces traces, AddressWords words, HttpRequest request) {
        String method = request.method().name();
        String route = words.route(request.getUri().path());
        return traces.tracer()
                .spanBuilder(method + " " + route)
                .setParent(Traceparent.read(request.getHeader(Traceparent.NAME)
                        .map(HttpHeader::value)
                        .orElse(null)))
                .setSpanKind(SpanKind.SERVER)
                .setAttribute(METHOD, method)
                .setAttribute(ROUTE, route)
                .setAttribute(SCHEME, request.getUri().getScheme())
                .startSpan();
    }

    private static HttpResponse ended(Span span, HttpResponse response) {
        int status = response.status().intValue();
        span.setAttribute(STATUS, (long) status);
        if (status >= SERVER_ERROR)
            span.setAttribute(ERROR, String.valueOf(status)).setStatus(StatusCode.ERROR);
        span.end();
        return response;
    }
}
