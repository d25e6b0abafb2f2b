package parley.http.companion;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/**
 * A body that cannot be, told for both who read it: the page shows {@code error}, clients of the migration guide look into
 * {@code detail}.
 */
final class Unprocessable extends RuntimeException {
    private final StatusCode status;
    private final String error;
    private final Object detail;

    private Unprocessable(StatusCode status, String error, Object detail) {
        super(error, null, false, false);
        this.status = status;
        this.error = error;
        this.detail = detail;
    }

    record Told(boolean success, String error, Object detail, String code) {}

    record BadCard(String error, List<String> details) {}

    /** 422 with every fault. */
    static Unprocessable of(List<Fault> faults) {
        String all = faults.stream().map(Fault::told).collect(Collectors.joining("; "));
        return new Unprocessable(StatusCodes.UNPROCESSABLE_CONTENT, all, List.copyOf(faults));
    }

    /** 400 for a card that is none. */
    static Unprocessable card(String reason) {
        String error = "Invalid character card";
        return new Unprocessable(StatusCodes.BAD_REQUEST, error + ": " + reason, new BadCard(error, List.of(reason)));
    }

    HttpResponse response() {
        Told told = new Told(false, error, detail, "invalid");
        return HttpResponse.create()
                .withStatus(status)
                .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, AsciiJson.text(told)));
    }
}
