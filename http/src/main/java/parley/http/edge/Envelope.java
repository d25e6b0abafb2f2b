package parley.http.edge;

import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.mapResponse;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;

/** What every answer is wrapped in: a request id, headers that keep browsers out of trouble, and problems told alike. */
public final class Envelope {
    private static final String REQUEST_ID = "X-Request-Id";
    private static final String POLICY = "Content-Security-Policy";
    private static final Pattern GIVEN = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final HttpHeader NO_PAGE = RawHeader.create(POLICY, "default-src 'none'; frame-ancestors 'none'");
    private static final HttpHeader PAGE = RawHeader.create(
            POLICY,
            "default-src 'self'; media-src 'self' blob:; img-src 'self' data:; object-src 'none'; base-uri 'none';"
                    + " form-action 'self'; frame-ancestors 'none'");
    private static final HttpHeader MANUAL = RawHeader.create(
            POLICY,
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    private static final List<HttpHeader> ALWAYS = List.of(
            RawHeader.create("X-Content-Type-Options", "nosniff"),
            RawHeader.create("X-Frame-Options", "DENY"),
            RawHeader.create("Referrer-Policy", "no-referrer"),
            RawHeader.create("Permissions-Policy", "geolocation=(), microphone=(), camera=()"),
            RawHeader.create("Cross-Origin-Opener-Policy", "same-origin"));

    private Envelope() {}

    /** Seals a route, whose addresses say no in their own forms, and wraps whatever it answers. */
    public static Route around(EdgeSettings settings, Function<HttpRequest, ErrorForm> forms, Route route) {
        return around(settings, (_, _) -> false, forms, route);
    }

    /** The same, where pages of further origins may call some of the addresses. */
    public static Route around(
            EdgeSettings settings,
            BiPredicate<String, HttpRequest> mayCall,
            Function<HttpRequest, ErrorForm> forms,
            Route route) {
        Route answered = new Cors(settings.origins(), mayCall).around(Problems.sealed(forms, route));
        return extractRequest(request -> {
            HttpHeader id = RawHeader.create(REQUEST_ID, requestId(request));
            return mapResponse(it -> wrapped(it, id), () -> answered);
        });
    }

    /** The page's own policy: its own files, sounds that it made itself, and nothing from anywhere else. */
    public static HttpResponse page(HttpResponse response) {
        return response.addHeader(PAGE);
    }

    /** The policy of the pages that tell of the addresses: their own files, and questions to this server only. */
    public static HttpResponse manual(HttpResponse response) {
        return response.addHeader(MANUAL);
    }

    private static HttpResponse wrapped(HttpResponse response, HttpHeader id) {
        HttpResponse safe = response.addHeaders(ALWAYS).addHeader(id);
        return response.getHeader(POLICY).isPresent() ? safe : safe.addHeader(NO_PAGE);
    }

    private static String requestId(HttpRequest request) {
        return request.getHeader(REQUEST_ID)
                .map(HttpHeader::value)
                .filter(it -> GIVEN.matcher(it).matches())
                .orElseGet(() -> Long.toHexString(ThreadLocalRandom.current().nextLong()));
    }
}
