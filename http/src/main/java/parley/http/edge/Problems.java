package parley.http.edge;

import static org.apache.pekko.http.javadsl.server.Directives.complete;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.HttpChallenge;
import org.apache.pekko.http.javadsl.model.headers.WWWAuthenticate;
import org.apache.pekko.http.javadsl.server.ExceptionHandler;
import org.apache.pekko.http.javadsl.server.RejectionHandler;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Shortage;

/** Says no in one form, {@code application/problem+json} of RFC 9457, whatever the reason. */
public final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final HttpHeader CHALLENGE = WWWAuthenticate.create(HttpChallenge.create("Bearer", "parley"));

    private static final ContentType TYPE = ContentTypes.parse("application/problem+json");

    record Body(
            String type,
            String title,
            int status,
            String detail,
            String code,
            @Nullable String nearest,
            @Nullable Long required,
            @Nullable Long available) {}

    private Problems() {}

    /** Answers everything that a route rejects or that fails in it. */
    public static Route sealed(Route route) {
        return route.seal(rejections(), exceptions());
    }

    private static RejectionHandler rejections() {
        return RejectionHandler.defaultHandler().mapRejectionResponse(Problems::retold);
    }

    /** A rejection's plain text becomes a problem; its status and its headers stay. */
    private static HttpResponse retold(HttpResponse response) {
        StatusCode status = response.status();
        String title = status.reason();
        HttpResponse problem =
                answer(status, title.toLowerCase(Locale.ROOT).replace(' ', '_'), detail(status), List.of());
        return problem.addHeaders(response.getHeaders());
    }

    private static String detail(StatusCode status) {
        return switch (status.intValue()) {
            case 404 -> "there is nothing at this address";
            case 405 -> "this address does not know this method; the header Allow names those it knows";
            default -> status.defaultMessage();
        };
    }

    private static ExceptionHandler exceptions() {
        return ExceptionHandler.newBuilder()
                .matchAny(failure -> complete(answer(failure)))
                .build();
    }

    static HttpResponse answer(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return Refusal.in(cause).map(Problems::refused).orElseGet(() -> switch (cause) {
            case Problem problem -> told(problem);
            case EntityStreamSizeException large -> told(Problem.tooLarge(large.limit()));
            case TimeoutException late -> late(late);
            default -> broken(cause);
        });
    }

    private static HttpResponse refused(Refusal refusal) {
        StatusCode status = switch (refusal.kind()) {
            case INVALID -> StatusCodes.UNPROCESSABLE_CONTENT;
            case UNAUTHENTICATED -> StatusCodes.UNAUTHORIZED;
            case FORBIDDEN -> StatusCodes.FORBIDDEN;
            case NOT_FOUND -> StatusCodes.NOT_FOUND;
            case CONFLICT -> StatusCodes.CONFLICT;
            case EXHAUSTED -> StatusCodes.PAYMENT_REQUIRED;
            case GONE -> StatusCodes.GONE;
            case QUARANTINED -> StatusCodes.LOCKED;
        };
        List<HttpHeader> headers = refusal.kind() == Refusal.Kind.UNAUTHENTICATED ? List.of(CHALLENGE) : List.of();
        Problem problem = new Problem(status, refusal.code(), refusal.reason(), headers.toArray(HttpHeader[]::new));
        return told(Shortage.in(refusal).map(problem::lacking).orElse(problem));
    }

    /** An actor is on its way to another node or overloaded: the same request again may well succeed. */
    private static HttpResponse late(TimeoutException late) {
        LOG.warn("a request was not answered in time: {}", late.getMessage());
        return answer(
                StatusCodes.SERVICE_UNAVAILABLE,
                "unavailable",
                "this took too long; try again in a moment",
                List.of(HttpHeader.parse("Retry-After", "1")));
    }

    private static HttpResponse broken(Throwable failure) {
        LOG.error("a request failed", failure);
        return answer(StatusCodes.INTERNAL_SERVER_ERROR, "internal", "something broke here; it is noted", List.of());
    }

    private static HttpResponse answer(StatusCode status, String code, String detail, List<HttpHeader> headers) {
        return told(new Problem(status, code, detail, headers.toArray(HttpHeader[]::new)));
    }

    private static HttpResponse told(Problem it) {
        StatusCode status = it.status();
        Shortage shortage = it.shortage();
        Body body = new Body(
                "about:blank",
                status.reason(),
                status.intValue(),
                it.detail(),
                it.code(),
                it.nearest(),
                shortage == null ? null : shortage.required(),
                shortage == null ? null : shortage.available());
        return HttpResponse.create()
                .withStatus(status)
                .withEntity(HttpEntities.create(TYPE, Json.bytes(body)))
                .addHeaders(it.headers());
    }
}
