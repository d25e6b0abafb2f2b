package parley.http.tool;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body no further than its limit and fails there. Of an event stream, which may last for ever, each event has
 * that limit.
 */
final class BoundedBody<T> implements BodySubscriber<T> {
    private final BodySubscriber<T> body;
    private final long limit;
    private final boolean events;
    private long read;
    private boolean lineBegins = true;
    private boolean over;
    private Flow.@Nullable Subscription subscription;

    BoundedBody(BodySubscriber<T> body, long limit, boolean events) {
        this.body = body;
        this.limit = limit;
        this.events = events;
    }

    @Override
    public CompletionStage<T> getBody() {
        return body.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        body.onSubscribe(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (over) return;
        buffers.forEach(this::count);
        if (read <= limit) body.onNext(buffers);
        else stop();
    }

    @Override
    public void onError(Throwable failure) {
        if (!over) body.onError(failure);
    }

    @Override
    public void onComplete() {
        if (!over) body.onComplete();
    }

    private void stop() {
        over = true;
        if (subscription != null) subscription.cancel();
        body.onError(new TooLong(limit));
    }

    private void count(ByteBuffer buffer) {
        if (!events) {
            read += buffer.remaining();
            return;
        }
        for (int at = buffer.position(); at < buffer.limit() && read <= limit; at++) {
            byte next = buffer.get(at);
            read = next == '\n' && lineBegins ? 0 : read + 1;
            lineBegins = next == '\n' || next == '\r' && lineBegins;
        }
    }

    /** A server has said more at once than it may. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;

        TooLong(long limit) {
            super("its answer has more than " + limit + " bytes");
        }
    }
}
