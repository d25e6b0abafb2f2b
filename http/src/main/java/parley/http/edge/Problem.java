package parley.http.edge;

import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/** A request that HTTP itself can tell is wrong; where the engine says no, it is a Refusal instead. */
final class Problem extends RuntimeException {
    private final StatusCode status;
    private final String code;
    private final String detail;
    private final List<HttpHeader> headers;

    Problem(StatusCode status, String code, String detail, HttpHeader... headers) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.detail = detail;
        this.headers = List.of(headers);
    }

    static Problem malformed(String detail) {
        return new Problem(StatusCodes.BAD_REQUEST, "malformed", detail);
    }

    static Problem tooLarge(long most) {
        return new Problem(StatusCodes.CONTENT_TOO_LARGE, "too_large", "a body may have at most " + most + " bytes");
    }

    static Problem notJson() {
        return new Problem(
                StatusCodes.UNSUPPORTED_MEDIA_TYPE,
                "unsupported_media_type",
                "send a body of JSON with the header Content-Type: application/json");
    }

    StatusCode status() {
        return status;
    }

    String code() {
        return code;
    }

    String detail() {
        return detail;
    }

    List<HttpHeader> headers() {
        return headers;
    }
}
