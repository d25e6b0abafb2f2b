package parley.http.api;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HexFormat;
import parley.engine.recording.Recordings;

/** What a file is called when it is saved, as a header says it (RFC 6266): plainly, and in full for who can read that. */
final class FileName {
    private static final int LONGEST = 80;
    private static final String PLAIN_MARKS = "-._~";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private FileName() {}

    /** The name of its conversation, with its ending. */
    static String of(Recordings.Content content) {
        return of(content.recording().name(), content.suffix());
    }

    static String of(String name, String suffix) {
        String safe = name.replaceAll("[\\p{C}\\\\/:*?\"<>|;%]+", " ").strip().replaceAll("\\s+", " ");
        String shown = safe.isEmpty() ? "conversation" : safe.substring(0, safe.offsetByCodePoints(0, count(safe)));
        return "filename=\"" + ascii(shown) + "." + suffix + "\"; filename*=UTF-8''" + encoded(shown + "." + suffix);
    }

    private static int count(String text) {
        return Math.min(LONGEST, text.codePointCount(0, text.length()));
    }

    private static String ascii(String text) {
        String bare = Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^ -~]", "")
                .strip();
        return bare.isEmpty() ? "conversation" : bare;
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte it : text.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (it & 0xFF);
            boolean plain =
                    character < 0x80 && (Character.isLetterOrDigit(character) || PLAIN_MARKS.indexOf(character) >= 0);
            if (plain) encoded.append(character);
            else encoded.append('%').append(HEX.toHexDigits(it));
        }
        return encoded.toString();
    }
}
