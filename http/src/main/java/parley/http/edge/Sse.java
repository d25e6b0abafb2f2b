package parley.http.edge;

import java.time.Duration;
import java.util.List;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.SharedKillSwitch;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import parley.engine.measure.Level;

/**
 * Sends events as {@code text/event-stream} (HTML Standard, section 9.2). Frames that are due together leave together and
 * none waits for another; a heartbeat comment shows at its own pace that the stream is alive.
 */
public final class Sse {
    private static final int LARGEST_BATCH = 16 * 1024;
    private static final ByteString HEARTBEAT = ByteString.fromString(":\n\n");

    /** Said at the end by a server that stops: another one is there, so nobody need wait for long. */
    private static final ByteString SOON = ByteString.fromString("retry: 200\n\n");

    private static final ByteString BLANK = ByteString.fromString(" ");
    private static final List<HttpHeader> HEADERS =
            List.of(RawHeader.create("Cache-Control", "no-cache"), RawHeader.create("X-Accel-Buffering", "no"));

    private final Duration heartbeat;
    private final ByteString beginning;
    private final SharedKillSwitch open = KillSwitches.shared("event-streams");
    private final Level viewers;
    private volatile boolean closed;

    /** Streams that say so often that they are alive, and tell browsers how long to wait before they come back. */
    public Sse(Duration heartbeat, Duration retry) {
        this(heartbeat, retry, new Level());
    }

    /** The same, where open streams are counted. */
    public Sse(Duration heartbeat, Duration retry, Level viewers) {
        this.viewers = viewers;
        this.heartbeat = heartbeat;
        this.beginning = ByteString.fromString("retry: " + retry.toMillis() + "\n\n");
    }

    /** How one kind of event becomes a frame. */
    public interface Frames<T> {
        /** Adds the event as one whole frame, its empty line included. */
        void write(T event, EventBytes out);

        /** About how many bytes that will be. */
        long weight(T event);
    }

    /** 200 with the events for as long as they last; the answer ends when they do. */
    public <T> HttpResponse response(Source<T, ?> events, Frames<? super T> frames) {
        return response(ByteString.emptyByteString(), events, frames);
    }

    /** The same with a frame before them that is written already. */
    public <T> HttpResponse response(ByteString first, Source<T, ?> events, Frames<? super T> frames) {
        Source<ByteString, ?> bytes = events.via(open.flow()) // events
                .via(framed(frames)) // batches of frames
                .merge(heartbeats(), true) // and heartbeats
                .prepend(Source.single(beginning.concat(first))) // after the beginning
                .concatLazy(Source.lazySource(this::goodbye)); // and before the end of the server
        return HttpResponse.create()
                .addHeaders(HEADERS)
                .withEntity(
                        HttpEntities.createChunked(ContentTypes.create(MediaTypes.TEXT_EVENT_STREAM), counted(bytes)));
    }

    private Source<ByteString, ?> counted(Source<ByteString, ?> bytes) {
        return bytes.watchTermination((held, end) -> {
            viewers.add(1);
            end.whenComplete((_, _) -> viewers.add(-1));
            return held;
        });
    }

    /**
     * 200 with units of {@code data: } and one line each, and nothing else, for clients who cut a stream at its line ends
     * by themselves; only a stream that is silent for long says that it is alive, in a line that those pass over.
     */
    public HttpResponse units(Source<String, ?> lines) {
        return frames(lines.map(it -> ByteString.fromString("data: " + it + "\n\n")));
    }

    /** The same with frames that are written already, each with the empty line that ends it. */
    public HttpResponse frames(Source<ByteString, ?> frames) {
        Source<ByteString, ?> bytes = frames.via(open.flow()) // frames
                .keepAlive(heartbeat, () -> HEARTBEAT); // and heartbeats
        return HttpResponse.create()
                .addHeaders(HEADERS)
                .withEntity(
                        HttpEntities.createChunked(ContentTypes.create(MediaTypes.TEXT_EVENT_STREAM), counted(bytes)));
    }

    /**
     * 200 with JSON that is not there yet. While it takes long there is white space before it, which every reader of JSON
     * passes over, so that nobody on the way takes the connection for dead.
     */
    public HttpResponse later(Source<String, ?> json) {
        Source<ByteString, ?> bytes = json.map(ByteString::fromString) // the whole text
                .keepAlive(heartbeat, () -> BLANK); // and blanks before it
        return HttpResponse.create().withEntity(HttpEntities.createChunked(ContentTypes.APPLICATION_JSON, bytes));
    }

    /** A batch only grows while the socket is busy: with a ready reader every event leaves at once. */
    static <T> Flow<T, ByteString, NotUsed> framed(Frames<? super T> frames) {
        return Flow.<T>create()
                .batchWeighted(
                        LARGEST_BATCH,
                        frames::weight,
                        it -> with(frames, new EventBytes(), it),
                        (out, it) -> with(frames, out, it))
                .map(EventBytes::finished);
    }

    private static <T> EventBytes with(Frames<? super T> frames, EventBytes out, T event) {
        frames.write(event, out);
        return out;
    }

    private Source<ByteString, NotUsed> goodbye() {
        return closed ? Source.single(SOON) : Source.empty();
    }

    /** One timer a stream: a keepAlive stage would set one for each element. */
    private Source<ByteString, ?> heartbeats() {
        return Source.tick(heartbeat, heartbeat, HEARTBEAT);
    }

    /** Ends every stream, so that a server that stops need not wait for viewers that never leave. */
    public void close() {
        closed = true;
        open.shutdown();
    }
}
