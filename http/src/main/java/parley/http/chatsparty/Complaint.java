package parley.http.chatsparty;

import java.util.Map;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Shortage;
import parley.http.edge.ErrorForm;
import parley.http.edge.Problem;

/**
 * How this dialect says no: the keys of every era side by side, {@code detail} being the one that its clients show. Only
 * below {@code /api} is {@code error} the object that the migration guide tells of.
 */
public enum Complaint implements ErrorForm {
    /** For the addresses at the root. */
    ROOT,
    /** For those below {@code /api}. */
    API;

    private static final String PURCHASE = "/api/credits/purchase";

    /** The error as the migration guide has it. */
    record Guided(String message, String code, Map<String, Object> details) {}

    record Told(
            String detail,
            String message,
            Object error,
            boolean success,
            int statusCode,
            String code,
            @Nullable Long requiredCredits,
            @Nullable Long availableCredits,
            @Nullable String purchaseUrl) {}

    @Override
    public HttpResponse of(Problem problem) {
        Shortage shortage = problem.shortage();
        String detail = problem.detail();
        Told told = new Told(
                detail,
                detail,
                this == ROOT ? detail : new Guided(detail, problem.code(), Map.of()),
                false,
                problem.status().intValue(),
                problem.code(),
                shortage == null ? null : shortage.required(),
                shortage == null ? null : shortage.available(),
                shortage == null ? null : PURCHASE);
        return Reply.response(problem.status(), told);
    }
}
