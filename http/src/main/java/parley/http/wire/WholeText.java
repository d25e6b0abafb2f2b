package parley.http.wire;

import java.util.Arrays;
import org.apache.pekko.util.ByteString;
import parley.engine.llm.ModelFailure;

/** An answer that is a single JSON text: one event, told when the bytes end. */
final class WholeText implements EventSplitter {
    private static final int FIRST_SIZE = 4096;

    private final int limit;
    private byte[] text = new byte[FIRST_SIZE];
    private int length;

    WholeText(int limit) {
        this.limit = limit;
    }

    @Override
    public void add(ByteString bytes, AnswerReader reader) {
        int end = length + bytes.length();
        if (end > limit) throw new ModelFailure.Malformed("the answer is larger than this server takes");
        if (end > text.length) text = Arrays.copyOf(text, Math.max(2 * text.length, end));
        bytes.asByteBuffer().get(text, length, bytes.length());
        length = end;
    }

    @Override
    public void end(AnswerReader reader) {
        reader.event(text, length);
    }

    /** Whoever asks has found no end in the whole text. */
    @Override
    public boolean strange() {
        return true;
    }
}
