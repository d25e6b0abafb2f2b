package parley.http.companion;

import org.apache.pekko.http.javadsl.model.HttpResponse;
import parley.http.edge.ErrorForm;
import parley.http.edge.Json;
import parley.http.edge.Problem;

/** How this dialect says no: its page shows {@code error}, its migration guide tells of {@code detail}. */
final class Complaint implements ErrorForm {
    record Told(boolean success, String error, String detail, String code) {}

    @Override
    public HttpResponse of(Problem problem) {
        return Json.response(problem.status(), new Told(false, problem.detail(), problem.detail(), problem.code()));
    }
}
