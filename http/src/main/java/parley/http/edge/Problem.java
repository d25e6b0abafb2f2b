package parley.http.edge;

import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Shortage;

/** A request that HTTP itself can tell is wrong; where the engine says no, it is a Refusal instead. */
public final class Problem extends RuntimeException {
    private static final int LATER = 5;

    private final StatusCode status;
    private final String code;
    private final String detail;
    private final @Nullable String nearest;
    private final @Nullable Shortage shortage;
    private final List<HttpHeader> headers;

    /** A problem with a status, a word for programs, a sentence for people, and headers of its own. */
    public Problem(StatusCode status, String code, String detail, HttpHeader... headers) {
        this(status, code, detail, null, null, List.of(headers));
    }

    private Problem(
            StatusCode status,
            String code,
            String detail,
            @Nullable String nearest,
            @Nullable Shortage shortage,
            List<HttpHeader> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.detail = detail;
        this.nearest = nearest;
        this.shortage = shortage;
        this.headers = headers;
    }

    /** A place that is not there, and in the field {@code nearest} the one that comes closest. */
    public static Problem gone(String detail, String nearest) {
        return new Problem(StatusCodes.GONE, "gone", detail, nearest, null, List.of());
    }

    /** The same with the fields {@code required} and {@code available}: so many credits it takes, so many there are. */
    Problem lacking(Shortage credits) {
        return new Problem(status, code, detail, nearest, credits, headers);
    }

    /** Something that this server needs is out of order; the same request may do later. */
    public static Problem unavailable(String detail) {
        return unavailable(detail, LATER);
    }

    /** The same, where it is known in how many seconds it is worth another try. */
    static Problem unavailable(String detail, int seconds) {
        return new Problem(
                StatusCodes.SERVICE_UNAVAILABLE,
                "unavailable",
                detail,
                HttpHeader.parse("Retry-After", Integer.toString(seconds)));
    }

    /** Another server, which this one needs or asked in the user's name, says no or did not do its part. */
    public static Problem upstream(String detail) {
        return new Problem(StatusCodes.BAD_GATEWAY, "upstream", detail);
    }

    /** A request that cannot be read. */
    public static Problem malformed(String detail) {
        return new Problem(StatusCodes.BAD_REQUEST, "malformed", detail);
    }

    /** More bytes than this address takes. */
    public static Problem tooLarge(long most) {
        return new Problem(StatusCodes.CONTENT_TOO_LARGE, "too_large", "a body may have at most " + most + " bytes");
    }

    static Problem notJson() {
        return new Problem(
                StatusCodes.UNSUPPORTED_MEDIA_TYPE,
                "unsupported_media_type",
                "send a body of JSON with the header Content-Type: application/json");
    }

    /** The status of the answer. */
    public StatusCode status() {
        return status;
    }

    /** A word for programs. */
    public String code() {
        return code;
    }

    /** A sentence for people: what is wrong and what to do. */
    public String detail() {
        return detail;
    }

    /** The nearest place that is there, where this one is not. */
    public @Nullable String nearest() {
        return nearest;
    }

    /** What is lacking, where credits are. */
    public @Nullable Shortage shortage() {
        return shortage;
    }

    /** What the answer must carry besides. */
    public List<HttpHeader> headers() {
        return headers;
    }
}
