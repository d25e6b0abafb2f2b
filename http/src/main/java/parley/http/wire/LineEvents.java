package parley.http.wire;

import java.util.Arrays;
import org.apache.pekko.util.ByteString;
import parley.engine.llm.ModelFailure;

/** Tells the lines of an answer apart that has one JSON text in each; blank ones are passed over. */
final class LineEvents implements EventSplitter {
    private static final int FIRST_SIZE = 1024;

    private final int lineLimit;
    private final long totalLimit;
    private byte[] line = new byte[FIRST_SIZE];
    private int length;
    private long total;

    LineEvents(int lineLimit, long totalLimit) {
        this.lineLimit = lineLimit;
        this.totalLimit = totalLimit;
    }

    @Override
    public void add(ByteString bytes, AnswerReader reader) {
        total += bytes.length();
        if (total > totalLimit) throw new ModelFailure.Malformed("the answer is larger than this server takes");
        int from = length;
        int end = length + bytes.length();
        if (end > line.length) line = Arrays.copyOf(line, Math.max(2 * line.length, end));
        bytes.asByteBuffer().get(line, length, bytes.length());
        int begin = 0;
        for (int at = from; at < end; at++)
            if (line[at] == '\n') {
                tell(begin, at, reader);
                begin = at + 1;
            }
        length = end - begin;
        if (length > lineLimit) throw new ModelFailure.Malformed("a line of the answer is too long");
        if (begin > 0) System.arraycopy(line, begin, line, 0, length);
    }

    /** The last line may lack its end; where it is broken, it is no line. */
    @Override
    public void end(AnswerReader reader) {
        try {
            tell(0, length, reader);
        } catch (ModelFailure.Malformed _) {
            // The answer ended in the middle of it.
        }
    }

    private void tell(int begin, int end, AnswerReader reader) {
        int to = end > begin && line[end - 1] == '\r' ? end - 1 : end;
        if (to - begin > lineLimit) throw new ModelFailure.Malformed("a line of the answer is too long");
        if (to > begin) reader.event(Arrays.copyOfRange(line, begin, to), to - begin);
    }
}
