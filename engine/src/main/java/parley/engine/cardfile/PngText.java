package parley.engine.cardfile;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.InflaterInputStream;
import parley.engine.cardfile.PngChunks.Chunk;

/**
 * A text of a PNG: {@code tEXt}, {@code zTXt} or {@code iTXt}.
 *
 * @param keyword its name, in any case
 */
record PngText(String keyword, ByteBuffer text, boolean compressed) {
    /** Before the path of an asset, as an old way of RisuAI has it. */
    static final String ASSET = "chara-ext-asset_:";

    /** Before the path of an asset in the card. */
    static final String ADDRESS = "__asset:";

    /** PNG: a keyword has 79 bytes at most; assets are known by longer paths. */
    private static final int LONGEST_KEYWORD = 1024;

    /** The text of a chunk; none where no keyword ends. */
    static Optional<PngText> of(ByteBuffer file, Chunk chunk) {
        ByteBuffer data = file.slice(chunk.data(), chunk.length());
        String keyword = upToZero(data);
        if (keyword.isEmpty()) return Optional.empty();
        boolean compressed = chunk.type().equals("zTXt");
        if (compressed && data.hasRemaining()) data.get();
        if (chunk.type().equals("iTXt")) {
            if (data.remaining() < 2) return Optional.empty();
            compressed = data.get() == 1;
            data.get();
            skipPastZero(data); // the language
            skipPastZero(data); // the keyword in that language
        }
        return Optional.of(new PngText(keyword, data.slice(), compressed));
    }

    boolean is(String name) {
        return keyword.toLowerCase(Locale.ROOT).equals(name);
    }

    boolean isCard() {
        return is("chara") || is("ccv3");
    }

    /** About how many bytes it stands for. */
    long size() {
        return text.remaining() * 3L / 4;
    }

    /** The path of the asset that it is, if it is one. */
    Optional<String> asset() {
        if (!keyword.regionMatches(true, 0, ASSET, 0, ASSET.length())) return Optional.empty();
        return Optional.of(keyword.substring(ASSET.length()));
    }

    InputStream open() {
        InputStream plain = new BufferStream(text.duplicate());
        return compressed ? new InflaterInputStream(plain) : plain;
    }

    private static String upToZero(ByteBuffer data) {
        byte[] head = new byte[Math.min(data.remaining(), LONGEST_KEYWORD)];
        data.get(0, head);
        int end = 0;
        while (end < head.length && head[end] != 0) end++;
        if (end == head.length) return "";
        data.position(end + 1);
        return new String(head, 0, end, StandardCharsets.UTF_8);
    }

    private static void skipPastZero(ByteBuffer data) {
        int at = data.position();
        while (at < data.limit() && data.get(at) != 0) at++;
        data.position(Math.min(at + 1, data.limit()));
    }
}
