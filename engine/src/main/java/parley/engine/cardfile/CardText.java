package parley.engine.cardfile;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import parley.engine.kernel.Refusal;

/** Turns the bytes of a card into text, whatever charset its writer used. */
final class CardText {
    /** The longest JSON of a card, in bytes. */
    static final int LARGEST = 8 * 1024 * 1024;

    private static final int HEAD = 16;
    private static final String ENCRYPTED = "rcc||";

    private CardText() {}

    /** A text that should be base64, and may be the JSON itself. */
    static String encoded(InputStream stream, List<String> warnings) {
        try (InputStream text = new BufferedInputStream(stream)) {
            text.mark(HEAD);
            byte[] head = text.readNBytes(HEAD);
            text.reset();
            if (new String(head, StandardCharsets.ISO_8859_1).startsWith(ENCRYPTED)) {
                throw Refusal.invalid("the card is encrypted by RisuAI, and only that can read it");
            }
            if (!isJson(head)) return decoded(Base64Text.decoded(text, LARGEST), warnings);
            warnings.add("the card in the file is plain JSON instead of base64");
            return decoded(BoundedBytes.of(text, LARGEST), warnings);
        } catch (IOException broken) {
            throw BoundedBytes.broken(broken);
        }
    }

    /** Bytes that are the JSON. */
    static String decoded(BoundedBytes bytes, List<String> warnings) {
        Charset charset = charset(bytes);
        if (!charset.equals(StandardCharsets.UTF_8)) warnings.add("the card is in UTF-16, and should be in UTF-8");
        String text = new String(bytes.array(), 0, length(bytes, charset), charset);
        if (charset.equals(StandardCharsets.UTF_8) && isMalformed(bytes, text)) {
            warnings.add("the card is not in UTF-8: what could not be read is shown as \uFFFD");
        }
        return text;
    }

    /** Whether a file or a text begins as JSON does, in any charset. */
    static boolean isJson(byte[] head) {
        for (byte it : head) {
            boolean mark = it == (byte) 0xEF
                    || it == (byte) 0xBB
                    || it == (byte) 0xBF
                    || it == (byte) 0xFE
                    || it == (byte) 0xFF;
            boolean space = it == ' ' || it == '\n' || it == '\r' || it == '\t' || it == 0;
            if (!mark && !space) return it == '{' || it == '[';
        }
        return false;
    }

    private static Charset charset(BoundedBytes bytes) {
        if (bytes.length() < 2) return StandardCharsets.UTF_8;
        int first = Byte.toUnsignedInt(bytes.array()[0]);
        int second = Byte.toUnsignedInt(bytes.array()[1]);
        if ((first == 0xFF && second == 0xFE) || (first != 0 && second == 0)) return StandardCharsets.UTF_16LE;
        if ((first == 0xFE && second == 0xFF) || (first == 0 && second != 0)) return StandardCharsets.UTF_16BE;
        return StandardCharsets.UTF_8;
    }

    // Some writers end their texts as C does.
    private static int length(BoundedBytes bytes, Charset charset) {
        int length = bytes.length();
        if (!charset.equals(StandardCharsets.UTF_8)) return length;
        while (length > 0 && bytes.array()[length - 1] == 0) length--;
        return length;
    }

    // U+FFFD that nobody wrote stands for bytes that are no UTF-8.
    private static boolean isMalformed(BoundedBytes bytes, String text) {
        if (text.indexOf('\uFFFD') < 0) return false;
        long shown = text.chars().filter(it -> it == 0xFFFD).count();
        byte[] array = bytes.array();
        for (int at = 0; shown > 0 && at + 2 < bytes.length(); at++) {
            if (array[at] == (byte) 0xEF && array[at + 1] == (byte) 0xBF && array[at + 2] == (byte) 0xBD) shown--;
        }
        return shown > 0;
    }
}
