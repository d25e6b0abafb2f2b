package parley.http.document;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import parley.engine.storage.DocumentText;

/** Text as it stands: in the encoding that its mark names, else UTF-8, else what old Windows programs wrote. */
final class PlainText {
    private static final int LONGEST_CHARACTER = 4;
    private static final Charset OLD = Charset.forName("windows-1252");

    private PlainText() {}

    static DocumentText read(Path file, DocumentSettings settings) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(Math.multiplyExact(settings.characters() + 1, LONGEST_CHARACTER));
            return new Excerpt(settings.characters()).add(decoded(bytes)).text();
        }
    }

    private static CharSequence decoded(byte[] bytes) {
        if (begins(bytes, 0xEF, 0xBB, 0xBF)) return decoded(ByteBuffer.wrap(bytes, 3, bytes.length - 3), true);
        if (begins(bytes, 0xFE, 0xFF)) return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
        if (begins(bytes, 0xFF, 0xFE)) return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE);
        return decoded(ByteBuffer.wrap(bytes), false);
    }

    /** A character that was cut at the end is no sign of another encoding. */
    private static CharSequence decoded(ByteBuffer bytes, boolean marked) {
        CharBuffer text = CharBuffer.allocate(bytes.remaining());
        ByteBuffer copy = bytes.duplicate();
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(copy, text, false);
        if (!result.isError()) return text.flip();
        return (marked ? StandardCharsets.UTF_8 : OLD).decode(bytes);
    }

    private static boolean begins(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) return false;
        for (int at = 0; at < mark.length; at++) if ((bytes[at] & 0xFF) != mark[at]) return false;
        return true;
    }
}
