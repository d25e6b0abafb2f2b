package parley.http.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.apache.pekko.util.ByteString;
import parley.engine.llm.ModelFailure;

/**
 * Cuts bytes into the data of server-sent events, as the HTML standard reads them: any line end, comments, several data
 * lines, a byte order mark. Each byte is looked at once; lines, events and the whole have caps. An event without its
 * closing empty line is never told.
 */
final class SseEvents implements EventSplitter {
    private static final int FIRST_SIZE = 1024;
    private static final Pattern FIELD = Pattern.compile("(event|id|retry)(:.*)?");
    private static final byte[] DATA = {'d', 'a', 't', 'a'};

    private final int lineLimit;
    private final long totalLimit;
    private byte[] line = new byte[FIRST_SIZE];
    private byte[] data = new byte[FIRST_SIZE];
    private int lineLength;
    private int dataLength;
    private boolean hasData;
    private boolean afterReturn;
    private boolean begun;
    private boolean known;
    private boolean unknown;
    private long total;

    SseEvents(int lineLimit, long totalLimit) {
        this.lineLimit = lineLimit;
        this.totalLimit = totalLimit;
    }

    @Override
    public void add(ByteString bytes, AnswerReader sink) {
        total += bytes.length();
        if (total > totalLimit) throw new ModelFailure.Malformed("the answer is larger than this server takes");
        int from = lineLength;
        line = room(line, lineLength, bytes.length());
        bytes.asByteBuffer().get(line, lineLength, bytes.length());
        split(from, lineLength + bytes.length(), sink);
    }

    private void split(int from, int end, AnswerReader sink) {
        int begin = 0;
        for (int at = from; at < end; at++) {
            byte it = line[at];
            if (it == '\n' && afterReturn) begin = at + 1;
            else if (it == '\n' || it == '\r') {
                line(begin, at, sink);
                begin = at + 1;
            }
            afterReturn = it == '\r';
        }
        lineLength = end - begin;
        if (lineLength > lineLimit) throw new ModelFailure.Malformed("a line of the answer is too long");
        if (begin > 0) System.arraycopy(line, begin, line, 0, lineLength);
    }

    private void line(int begin, int end, AnswerReader sink) {
        int from = begun ? begin : afterMark(begin, end);
        begun = true;
        if (end - from > lineLimit) throw new ModelFailure.Malformed("a line of the answer is too long");
        if (from == end) close(sink);
        else if (isData(from, end)) keep(from + DATA.length + 1, end);
        else if (!known) judge(from, end);
    }

    /** Lines, and none of them such as the standard knows. */
    @Override
    public boolean strange() {
        return unknown && !known;
    }

    private void judge(int from, int end) {
        known = line[from] == ':'
                || FIELD.matcher(new String(line, from, end - from, ISO_8859_1)).matches();
        unknown = true;
    }

    private void close(AnswerReader sink) {
        if (hasData) sink.event(data, dataLength);
        hasData = false;
        dataLength = 0;
    }

    private void keep(int after, int end) {
        int from = after < end && line[after] == ' ' ? after + 1 : Math.min(after, end);
        data = room(data, dataLength, end - from + 1);
        if (hasData) data[dataLength++] = '\n';
        System.arraycopy(line, from, data, dataLength, end - from);
        dataLength += end - from;
        hasData = true;
        known = true;
        if (dataLength > lineLimit) throw new ModelFailure.Malformed("an event of the answer is too long");
    }

    private boolean isData(int from, int end) {
        int name = from + DATA.length;
        return name <= end
                && Arrays.equals(line, from, name, DATA, 0, DATA.length)
                && (name == end || line[name] == ':');
    }

    private int afterMark(int begin, int end) {
        boolean mark = end - begin >= 3
                && line[begin] == (byte) 0xEF
                && line[begin + 1] == (byte) 0xBB
                && line[begin + 2] == (byte) 0xBF;
        return mark ? begin + 3 : begin;
    }

    private static byte[] room(byte[] bytes, int used, int more) {
        return used + more <= bytes.length ? bytes : Arrays.copyOf(bytes, Math.max(2 * bytes.length, used + more));
    }
}
