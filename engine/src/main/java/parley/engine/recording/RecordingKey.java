package parley.engine.recording;

import parley.engine.conversation.ConversationId;
import parley.engine.kernel.Refusal;

/** Names one recording among all, {@code conversation~recording} where it has to be one word. */
public record RecordingKey(ConversationId conversation, RecordingId recording) {
    /** Stands in no id. */
    private static final char BETWEEN = '~';

    /** Reads what {@link #toString} writes; anything else names nothing. */
    public static RecordingKey of(String text) {
        int at = text.indexOf(BETWEEN);
        if (at < 0) throw Refusal.notFound("there is no such recording");
        return new RecordingKey(new ConversationId(text.substring(0, at)), new RecordingId(text.substring(at + 1)));
    }

    @Override
    public String toString() {
        return conversation.toString() + BETWEEN + recording;
    }
}
