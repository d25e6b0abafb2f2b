package parley.http.doctor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;

/** The collector of traces, where one is named: it is sent a message with nothing in it. */
record TracesCheck(Patient patient, Duration patience) {
    private static final int GOOD = 200;
    private static final String HINT =
            "see OTEL_EXPORTER_OTLP_ENDPOINT and OTEL_EXPORTER_OTLP_HEADERS; talks go on without";

    List<Finding> findings() throws InterruptedException {
        String base = patient.config().getString("parley.traces.endpoint").strip();
        String exact =
                patient.config().getString("parley.traces.exact-endpoint").strip();
        if (base.isEmpty() && exact.isEmpty()) return List.of(Finding.ok("traces", "nobody asks for any"));
        try {
            URI address = URI.create(exact.isEmpty() ? base.replaceFirst("/$", "") + "/v1/traces" : exact);
            String where = "the collector at " + address.getHost();
            int status = Network.asked(
                            HttpRequest.newBuilder(address)
                                    .header("Content-Type", "application/x-protobuf")
                                    .POST(BodyPublishers.noBody()),
                            patience)
                    .statusCode();
            return List.of(
                    status == GOOD
                            ? Finding.ok("traces", where + " answers")
                            : Finding.warn("traces", where + " answers " + status, HINT));
        } catch (IOException no) {
            return List.of(Finding.warn("traces", "the collector is not reached: " + Reasons.of(no), HINT));
        } catch (IllegalArgumentException _) {
            return List.of(Finding.wrong("traces", "the address of the collector is none", HINT));
        }
    }
}
