package parley.http.main;

import com.typesafe.config.Config;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where traces are sent, and how.
 *
 * @param endpoint the address of a collector, empty where nobody wants traces; traces go to {@code /v1/traces} below it
 * @param exact the whole address, where it is another one
 * @param headers what the collector wants to see, a key for instance
 * @param sample the part of traces that is kept that nobody else has decided about, 0 to 1
 * @param queue spans that may wait to be sent; more are dropped
 * @param toProviders whether providers of models are told of the trace that their answer is part of
 */
record TracingSettings(
        String endpoint,
        String exact,
        Map<String, String> headers,
        String service,
        double sample,
        int queue,
        int batch,
        Duration every,
        Duration timeout,
        Duration lastWithin,
        boolean toProviders) {
    private static final String PATH = "/v1/traces";

    /** Reads {@code parley.traces}. */
    static TracingSettings from(Config all) {
        Config config = all.getConfig("parley.traces");
        return new TracingSettings(
                config.getString("endpoint").strip(),
                config.getString("exact-endpoint").strip(),
                headers(config.getString("headers")),
                config.getString("service"),
                config.getDouble("sample"),
                config.getInt("queue"),
                config.getInt("batch"),
                config.getDuration("every"),
                config.getDuration("timeout"),
                config.getDuration("last-within"),
                config.getBoolean("to-providers"));
    }

    TracingSettings {
        if (sample < 0 || sample > 1) throw new CannotStart("parley.traces.sample is a part of traces, 0 to 1", null);
        if (queue < 1 || batch < 1) throw new CannotStart("parley.traces.queue and batch are 1 or more", null);
        if (wanted(endpoint, exact)) check(address(endpoint, exact));
    }

    boolean wanted() {
        return wanted(endpoint, exact);
    }

    private static boolean wanted(String endpoint, String exact) {
        return !endpoint.isEmpty() || !exact.isEmpty();
    }

    String address() {
        return address(endpoint, exact);
    }

    private static String address(String endpoint, String exact) {
        if (!exact.isEmpty()) return exact;
        return (endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint) + PATH;
    }

    /** The address without what may be a secret in it. */
    String place() {
        URI address = URI.create(address());
        return address.getScheme() + "://" + address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
    }

    private static void check(String address) {
        try {
            URI uri = URI.create(address);
            if (uri.getHost() != null
                    && uri.getScheme() != null
                    && uri.getScheme().matches("https?")) return;
        } catch (IllegalArgumentException _) {
            // Told below.
        }
        throw new CannotStart(
                "parley.traces.endpoint (OTEL_EXPORTER_OTLP_ENDPOINT) is no address of a collector such as"
                        + " http://127.0.0.1:4318",
                null);
    }

    /** As OTEL_EXPORTER_OTLP_HEADERS has them: {@code name=value} with commas between them, values percent-encoded. */
    private static Map<String, String> headers(String list) {
        Map<String, String> headers = new TreeMap<>();
        for (String each : list.split(",", -1)) {
            int equals = each.indexOf('=');
            if (equals > 0)
                headers.put(
                        each.substring(0, equals).strip(),
                        URLDecoder.decode(
                                each.substring(equals + 1).strip().replace("+", "%2B"), StandardCharsets.UTF_8));
        }
        return headers;
    }

    @Override
    public String toString() {
        return "TracingSettings[" + (wanted() ? place() : "off") + "]";
    }
}
