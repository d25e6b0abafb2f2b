package parley.http.edge;

import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.mapResponse;

import java.time.Duration;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Route;
import parley.engine.measure.Measures;
import parley.engine.measure.Series;

/** Counts and times what is answered; of a stream the time until it begins. */
public final class Metered {
    private static final int HUNDRED = 100;

    private Metered() {}

    /** A route that answers whatever comes, which of a few dialects each request is in being told. */
    public static Route around(Measures measures, Function<HttpRequest, String> dialects, Route route) {
        return extractRequest(request -> {
            long began = System.nanoTime();
            return mapResponse(it -> timed(measures, dialects.apply(request), began, it), () -> route);
        });
    }

    private static HttpResponse timed(Measures measures, String dialect, long began, HttpResponse response) {
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        measures.time(Series.HTTP, took, dialect, response.status().intValue() / HUNDRED + "xx");
        return response;
    }
}
