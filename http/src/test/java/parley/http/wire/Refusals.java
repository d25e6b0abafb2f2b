package parley.http.wire;

import static parley.http.wire.Fault.Patience.BODY;
import static parley.http.wire.Fault.Patience.ENDLESS;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import parley.http.wire.Dialect.Trouble;

/** What goes wrong where there is no answer, or one that is no stream. */
final class Refusals {
    private static final String JSON = "application/json";

    private Refusals() {}

    /** All of them; redirects lead elsewhere. */
    static Stream<Fault> all(URI elsewhere) {
        return Stream.of(statuses(), waits(), redirects(elsewhere), otherBodies())
                .flatMap(it -> it);
    }

    private static Stream<Fault> statuses() {
        return IntStream.of(400, 401, 402, 403, 404, 408, 413, 422, 429, 500, 502, 503, 504, 529)
                .mapToObj(it -> refused(Integer.toString(it), it, ""));
    }

    private static Stream<Fault> waits() {
        return Stream.of(
                refused("429, Retry-After: 17", 429, "Retry-After: 17\r\n"),
                new Fault("429, Retry-After: a date", ENDLESS, it -> line -> {
                    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                            ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(60));
                    refuse(line, 429, "Retry-After: " + date + "\r\n", it.refusal(429));
                }),
                refused("429, retry-after-ms: 1500", 429, "retry-after-ms: 1500\r\nRetry-After: 2\r\n"),
                refused("429, Retry-After: soon", 429, "Retry-After: soon\r\n"),
                answering(
                        "429 that says no quota is left",
                        429,
                        JSON,
                        _ ->
                                "{\"error\":{\"message\":\"pay\",\"type\":\"insufficient_quota\",\"code\":\"insufficient_quota\"}}"),
                answering("503 with a page of HTML", 503, "text/html", _ -> "<html><body>503</body></html>"),
                answering("500 with nothing", 500, JSON, _ -> ""),
                new Fault("500 whose body never ends", BODY, it -> line -> {
                    line.write("HTTP/1.1 500 Oh\r\nContent-Type: " + JSON + "\r\nContent-Length: 9999\r\n\r\n{");
                    line.hang();
                }));
    }

    private static Stream<Fault> redirects(URI elsewhere) {
        return IntStream.of(301, 302, 307, 308)
                .mapToObj(it -> refused(Integer.toString(it), it, "Location: " + elsewhere + "/v1/messages\r\n"));
    }

    private static Stream<Fault> otherBodies() {
        return Stream.of(
                answering("200 with an error for a body", 200, JSON, it -> it.trouble(Trouble.OVERLOADED) + "\n"),
                answering("200 with JSON of something else", 200, JSON, _ -> "{\"hello\":\"you\"}\n"),
                answering("200 with a page of HTML", 200, "text/html", _ -> "<!doctype html>\n<p>Hello\n"),
                answering("200 with nothing", 200, JSON, _ -> ""),
                new Fault(
                        "204",
                        ENDLESS,
                        _ -> line -> line.write("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")),
                new Fault("closed at once", ENDLESS, _ -> _ -> {}),
                new Fault("closed within its headers", ENDLESS, _ -> line -> line.write("HTTP/1.1 200 OK\r\nConte")),
                new Fault("reset at once", ENDLESS, _ -> FaultServer.Line::reset),
                new Fault("no HTTP", ENDLESS, _ -> line -> line.write("220 mail.example.com ESMTP\r\n")));
    }

    private static Fault refused(String name, int status, String headers) {
        return new Fault(name, ENDLESS, it -> line -> refuse(line, status, headers, it.refusal(status)));
    }

    private static Fault answering(String name, int status, String mediaType, Function<Dialect, String> body) {
        return new Fault(
                name,
                ENDLESS,
                it -> line -> line.write("HTTP/1.1 " + status + " Oh\r\nContent-Type: " + mediaType
                        + "\r\nConnection: close\r\n\r\n" + body.apply(it)));
    }

    private static void refuse(FaultServer.Line line, int status, String headers, String body) throws Exception {
        line.write("HTTP/1.1 " + status + " Oh\r\nContent-Type: " + JSON + "\r\n" + headers + "X-Request-Id: "
                + Canary.KEY + "\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n"
                + body);
    }
}
