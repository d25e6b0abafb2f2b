package parley.http.file;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import parley.engine.storage.Span;

/** Which bytes somebody asks for (RFC 9110, 14); several pieces at once, and what nobody understands, mean the whole. */
sealed interface ByteRange {
    /** One piece: from here to there, from here to the end, or so many at the end. */
    Pattern ONE = Pattern.compile("bytes=(\\d{1,18})?-(\\d{1,18})?");

    record Whole() implements ByteRange {}

    record Piece(Span span) implements ByteRange {
        HttpHeader header(long size) {
            return RawHeader.create(
                    "Content-Range", "bytes " + span.from() + "-" + (span.from() + span.length() - 1) + "/" + size);
        }
    }

    record Outside() implements ByteRange {
        HttpHeader header(long size) {
            return RawHeader.create("Content-Range", "bytes */" + size);
        }
    }

    static ByteRange of(Optional<String> asked, long size) {
        Matcher range = ONE.matcher(asked.map(String::strip).orElse(""));
        if (!range.matches()) return new Whole();
        String from = range.group(1);
        String to = range.group(2);
        if (from == null) return to == null ? new Whole() : last(Long.parseLong(to), size);
        long first = Long.parseLong(from);
        long end = to == null ? size - 1 : Math.min(Long.parseLong(to), size - 1);
        if (to != null && Long.parseLong(to) < first) return new Whole();
        return first >= size ? new Outside() : new Piece(new Span(first, end - first + 1));
    }

    private static ByteRange last(long bytes, long size) {
        long length = Math.min(bytes, size);
        return length == 0 ? new Outside() : new Piece(new Span(size - length, length));
    }
}
