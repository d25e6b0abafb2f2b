package parley.engine.cardfile;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import parley.engine.cardfile.PngChunks.Chunk;

/** Takes cards out of PNGs and puts them in; all other chunks stay to the byte, those of an animation too. */
final class PngPicture {
    private static final int AROUND = 12;

    private PngPicture() {}

    /** The picture without its card; its assets go too or stay. */
    static byte[] without(ByteBuffer file, PngChunks chunks, boolean assetsToo) {
        return with(file, chunks, assetsToo, List.of());
    }

    /**
     * The picture with these texts instead of its card. They stand before its other texts, since some readers take the
     * first text for the card whatever it is called.
     */
    static byte[] with(ByteBuffer file, PngChunks chunks, boolean withoutAssets, List<byte[]> texts) {
        List<Chunk> kept = chunks.chunks().stream()
                .filter(Predicate.not(it -> isCard(file, it, withoutAssets)))
                .toList();
        long length = PngChunks.SIGNATURE.length;
        for (Chunk chunk : kept) length += chunk.whole();
        for (byte[] text : texts) length += text.length;
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(length)).put(PngChunks.SIGNATURE);
        Iterator<Chunk> chunk = kept.iterator();
        if (chunk.hasNext()) put(out, file, chunk.next());
        texts.forEach(out::put);
        while (chunk.hasNext()) put(out, file, chunk.next());
        return out.array();
    }

    private static void put(ByteBuffer out, ByteBuffer file, Chunk chunk) {
        out.put(file.slice(chunk.at(), chunk.whole()));
    }

    /** A text chunk. */
    static byte[] text(String keyword, byte[] value) {
        byte[] name = keyword.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer data = ByteBuffer.allocate(name.length + 1 + value.length);
        data.put(name).put((byte) 0).put(value);
        return chunk("tEXt", data.array());
    }

    /** A chunk with its length and its checksum. */
    static byte[] chunk(String type, byte[] data) {
        ByteBuffer chunk = ByteBuffer.allocate(data.length + AROUND).putInt(data.length);
        chunk.put(type.getBytes(StandardCharsets.ISO_8859_1)).put(data);
        CRC32 sum = new CRC32();
        sum.update(chunk.array(), 4, data.length + 4);
        return chunk.putInt((int) sum.getValue()).array();
    }

    private static boolean isCard(ByteBuffer file, Chunk chunk, boolean assetsToo) {
        if (chunk.type().equals(Exif.CHUNK))
            return Exif.comment(file.slice(chunk.data(), chunk.length())).isPresent();
        if (!chunk.isText()) return false;
        return PngText.of(file, chunk)
                .filter(it -> it.isCard() || (assetsToo && it.asset().isPresent()))
                .isPresent();
    }
}
