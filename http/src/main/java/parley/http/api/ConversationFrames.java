package parley.http.api;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pekko.util.ByteString;
import parley.engine.conversation.ConversationEvent;
import parley.engine.conversation.Cursor;
import parley.engine.conversation.FeedEvent;
import parley.engine.conversation.ToolAnswered;
import parley.engine.conversation.ToolCalled;
import parley.engine.kernel.JournalJson;
import parley.http.edge.EventBytes;
import parley.http.edge.Json;
import parley.http.edge.Sse;

/**
 * The frames of a conversation: what is recorded, named by the last part of its journal name and with the journal's own
 * JSON, cards left out; {@code delta}, the text of a running turn as it comes; {@code thought}, what its
 * model thinks to itself; {@code turn-waiting}, how far it is from its place there; and {@code snapshot}, a whole room.
 */
final class ConversationFrames implements Sse.Frames<FeedEvent> {
    private static final long USUAL_FRAME = 200;
    private static final byte[] ID = ascii("id: ");
    private static final byte[] SNAPSHOT = ascii("\nevent: snapshot\ndata: ");
    private static final byte[] DELTA = ascii("\nevent: delta\ndata: {\"turn\":");
    private static final byte[] WAITING = ascii("\nevent: turn-waiting\ndata: {\"turn\":");
    private static final byte[] POSITION = ascii(",\"position\":");
    private static final byte[] THOUGHT = ascii("\nevent: thought\ndata: {\"turn\":");
    private static final byte[] THOUGHT_TEXT = ascii(",\"text\":\"");
    private static final byte[] ATTEMPT = ascii(",\"attempt\":");
    private static final byte[] SPEAKER = ascii(",\"speaker\":\"");
    private static final byte[] TEXT = ascii("\",\"text\":\"");
    private static final byte[] CLOSE = ascii("\"}\n\n");
    private static final byte[] END = ascii("\n\n");

    /** The line of a recorded event between its id and its data, by its type. */
    private static final ClassValue<byte[]> NAMES = new ClassValue<>() {
        @Override
        protected byte[] computeValue(Class<?> type) {
            return ascii("\nevent: " + name(type) + "\ndata: ");
        }
    };

    /** {@code turn-started} for what the journal calls {@code conversation.turn-started}. */
    static String name(Class<?> type) {
        String name = JournalJson.name(type);
        return name.substring(name.indexOf('.') + 1);
    }

    /** A whole room as the first frame of a stream that goes on from its cursor. */
    static ByteString snapshot(Room room) {
        EventBytes out = new EventBytes();
        id(room.cursor(), out);
        out.raw(SNAPSHOT);
        try {
            Json.write(room, out);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return out.raw(END).finished();
    }

    @Override
    public void write(FeedEvent event, EventBytes out) {
        id(event.cursor(), out);
        switch (event) {
            case FeedEvent.Delta delta -> delta(delta, out);
            case FeedEvent.Waiting waiting -> waiting(waiting, out);
            case FeedEvent.Thinking thought -> thought(thought, out);
            case FeedEvent.Recorded recorded -> recorded(recorded.event(), out);
        }
    }

    private static void id(Cursor cursor, EventBytes out) {
        out.raw(ID).number(cursor.sequence());
        out.write('.');
        out.number(cursor.offset());
    }

    private static void delta(FeedEvent.Delta delta, EventBytes out) {
        out.raw(DELTA).number(delta.turn()).raw(ATTEMPT).number(delta.attempt());
        out.raw(SPEAKER).ascii(delta.speaker().value()).raw(TEXT).escaped(delta.text());
        out.raw(CLOSE);
    }

    private static void waiting(FeedEvent.Waiting it, EventBytes out) {
        out.raw(WAITING).number(it.turn()).raw(ATTEMPT).number(it.attempt());
        out.raw(POSITION).number(it.position()).write('}');
        out.raw(END);
    }

    private static void thought(FeedEvent.Thinking it, EventBytes out) {
        out.raw(THOUGHT).number(it.turn()).raw(ATTEMPT).number(it.attempt());
        out.raw(THOUGHT_TEXT).escaped(it.text()).raw(CLOSE);
    }

    private static void recorded(ConversationEvent event, EventBytes out) {
        out.raw(NAMES.get(event.getClass())).raw(Cardless.json(event)).raw(END);
    }

    @Override
    public long weight(FeedEvent event) {
        return switch (event) {
            case FeedEvent.Delta delta -> USUAL_FRAME + delta.text().length();
            case FeedEvent.Thinking thought -> USUAL_FRAME + thought.text().length();
            case FeedEvent.Waiting _ -> USUAL_FRAME;
            case FeedEvent.Recorded recorded
            when recorded.event() instanceof ConversationEvent.SentenceSpoken spoken ->
                USUAL_FRAME + spoken.text().length();
            case FeedEvent.Recorded recorded
            when recorded.event() instanceof ConversationEvent.LinesAdded added ->
                USUAL_FRAME
                        + added.lines().stream()
                                .mapToLong(it -> USUAL_FRAME + it.text().length())
                                .sum();
            case FeedEvent.Recorded recorded
            when recorded.event() instanceof ToolCalled called ->
                USUAL_FRAME + called.arguments().length();
            case FeedEvent.Recorded recorded
            when recorded.event() instanceof ToolAnswered answered ->
                USUAL_FRAME + answered.result().length();
            case FeedEvent.Recorded _ -> USUAL_FRAME;
        };
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
