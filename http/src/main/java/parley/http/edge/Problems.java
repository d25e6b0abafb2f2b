package parley.http.edge;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
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
import parley.engine.kernel.Unavailable;

/** Says no in one form, whatever the reason: {@code application/problem+json} of RFC 9457 unless a dialect has its own. */
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

    /** Answers everything that a route rejects or that fails in it, in the form of the address that was asked for. */
    public static Route sealed(Function<HttpRequest, ErrorForm> forms, Route route) {
        return extractRequest(request -> {
            ErrorForm form = forms.apply(request);
            return route.seal(rejections(form), exceptions(form));
        });
    }

    private static RejectionHandler rejections(ErrorForm form) {
        return RejectionHandler.defaultHandler().mapRejectionResponse(it -> retold(it, form));
    }

    /** A rejection's plain text becomes a problem; its status and its headers stay. */
    private static HttpResponse retold(HttpResponse response, ErrorForm form) {
        StatusCode status = response.status();
        String code = status.reason().toLowerCase(Locale.ROOT).replace(' ', '_');
        return told(new Problem(status, code, detail(status)), form).addHeaders(response.getHeaders());
    }

    private static String detail(StatusCode status) {
        return switch (status.intValue()) {
            case 404 -> "there is nothing at this address";
            case 405 -> "this address does not know this method; the header Allow names those it knows";
            default -> status.defaultMessage();
        };
    }

    private static ExceptionHandler exceptions(ErrorForm form) {
        return ExceptionHandler.newBuilder()
                .matchAny(failure -> complete(told(problem(failure), form)))
                .build();
    }

    /** What to say of a failure. */
    public static Problem problem(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return Refusal.in(cause).map(Problems::refused).orElseGet(() -> switch (cause) {
            case Problem problem -> problem;
            case EntityStreamSizeException large -> Problem.tooLarge(large.limit());
            case TimeoutException late -> late(late);
            case Unavailable away -> Problem.unavailable(String.valueOf(away.getMessage()));
            default -> broken(cause);
        });
    }

    private static Problem refused(Refusal refusal) {
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
        return Shortage.in(refusal).map(problem::lacking).orElse(problem);
    }

    /** An actor is on its way to another node or overloaded: the same request again may well succeed. */
    private static Problem late(TimeoutException late) {
        LOG.warn("a request was not answered in time: {}", late.getMessage());
        return new Problem(
                StatusCodes.SERVICE_UNAVAILABLE,
                "unavailable",
                "this took too long; try again in a moment",
                HttpHeader.parse("Retry-After", "1"));
    }

    private static Problem broken(Throwable failure) {
        LOG.error("a request failed", failure);
        return new Problem(StatusCodes.INTERNAL_SERVER_ERROR, "internal", "something broke here; it is noted");
    }

    private static HttpResponse told(Problem problem, ErrorForm form) {
        return form.of(problem).addHeaders(problem.headers());
    }

    /** The form of our own dialect. */
    public static HttpResponse plainly(Problem it) {
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
        return HttpResponse.create().withStatus(status).withEntity(HttpEntities.create(TYPE, Json.bytes(body)));
    }
}
