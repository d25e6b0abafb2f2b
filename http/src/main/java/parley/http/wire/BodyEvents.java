package parley.http.wire;

import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.ModelFailure;

/**
 * Reads the body of an answer as what it is, whatever its head calls it: server-sent events; or one JSON text, where a
 * provider does not stream or has nothing but an error to tell; or a page for people, which is no answer.
 */
final class BodyEvents implements EventSplitter {
    private final int eventLimit;
    private final EventSplitter events;
    private @Nullable EventSplitter found;

    BodyEvents(int eventLimit, long totalLimit) {
        this.eventLimit = eventLimit;
        this.events = new SseEvents(eventLimit, totalLimit);
    }

    @Override
    public void add(ByteString bytes, AnswerReader reader) {
        if (found == null) found = found(bytes);
        (found == null ? events : found).add(bytes, reader);
    }

    @Override
    public void end(AnswerReader reader) {
        if (found != null) found.end(reader);
    }

    @Override
    public boolean strange() {
        return found != null && found.strange();
    }

    private @Nullable EventSplitter found(ByteString bytes) {
        for (int at = 0; at < bytes.length(); at++)
            switch (bytes.apply(at)) {
                // White space and the marks of byte order come before anything.
                case ' ', '\t', '\r', '\n', (byte) 0xEF, (byte) 0xBB, (byte) 0xBF -> {}
                case '{', '[' -> {
                    return new WholeText(eventLimit);
                }
                case '<' -> throw new ModelFailure.Malformed("the provider answers with a page instead of an answer");
                default -> {
                    return events;
                }
            }
        return null;
    }
}
