package parley.http.file;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** Whether a browser shows a file or saves it, and by what name. */
public final class Disposition {
    /** What a browser shows and never runs; everything else is saved. */
    private static final Set<String> SHOWN = Set.of(
            "image/png",
            "image/jpeg",
            "image/gif",
            "image/webp",
            "text/plain",
            "audio/mpeg",
            "audio/ogg",
            "audio/wav",
            "audio/vnd.wave",
            "video/mp4",
            "video/webm");

    private Disposition() {}

    /** Whether a browser can show files of this type without running them. */
    public static boolean isShown(String mediaType) {
        return SHOWN.contains(mediaType);
    }

    /** The name twice: plainly for old clients, and as RFC 6266 wants it. */
    public static HttpHeader of(String name, boolean shown) {
        String plain = name.replaceAll("[^A-Za-z0-9 ._-]", "_");
        StringBuilder exact = new StringBuilder();
        for (byte one : name.getBytes(StandardCharsets.UTF_8)) {
            boolean safe = (one >= '0' && one <= '9')
                    || (one >= 'A' && one <= 'Z')
                    || (one >= 'a' && one <= 'z')
                    || one == '.'
                    || one == '-'
                    || one == '_';
            exact.append(safe ? String.valueOf((char) one) : "%%%02X".formatted(one));
        }
        String how = shown ? "inline" : "attachment";
        return RawHeader.create("Content-Disposition", how + "; filename=\"" + plain + "\"; filename*=UTF-8''" + exact);
    }
}
