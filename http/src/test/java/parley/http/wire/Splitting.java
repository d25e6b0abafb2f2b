package parley.http.wire;

import org.apache.pekko.util.ByteString;

/** Tells the events of a body apart as {@link AnswerStage} does, for the families' tests. */
public final class Splitting {
    private final EventSplitter events;

    public Splitting(int lineBytes, long totalBytes) {
        this.events = new BodyEvents(lineBytes, totalBytes);
    }

    public void add(ByteString bytes, AnswerReader reader) {
        events.add(bytes, reader);
    }

    public void end(AnswerReader reader) {
        events.end(reader);
    }
}
