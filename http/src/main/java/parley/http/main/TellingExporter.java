package parley.http.main;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends spans, and says once that they cannot be sent, and once that they can again. */
record TellingExporter(SpanExporter exporter, String place, AtomicBoolean failing) implements SpanExporter {
    private static final Logger LOG = LoggerFactory.getLogger(TellingExporter.class);

    TellingExporter(SpanExporter exporter, String place) {
        this(exporter, place, new AtomicBoolean());
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        CompletableResultCode sent = exporter.export(spans);
        sent.whenComplete(() -> told(sent.isSuccess()));
        return sent;
    }

    private void told(boolean success) {
        if (!failing.compareAndSet(success, !success)) return;
        if (success) LOG.info("traces can be sent to {} again", place);
        else
            LOG.warn(
                    "traces cannot be sent to {}; they are dropped until they can, and nothing else is touched by it",
                    place);
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
