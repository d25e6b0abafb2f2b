package parley.engine.cardfile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.engine.card.Card;
import parley.engine.cardfile.ReadCard.Picture;
import parley.engine.kernel.Refusal;

/** A card in the EXIF data of a WEBP picture, as the first TavernAI wrote it. */
final class WebpFile {
    private static final int HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int EXIF = 0x46495845;
    private static final int MOST_CHUNKS = 1_000;

    private final ByteBuffer file;
    private final Findings findings = new Findings();

    WebpFile(ByteBuffer file) {
        this.file = file.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    static boolean isWebp(ByteBuffer head) {
        return head.limit() >= HEADER && head.getInt(0) == 0x52494646 && head.getInt(8) == 0x57454250;
    }

    ReadCard read() {
        Card card = exif().flatMap(it -> ExifCard.of(it, findings))
                .orElseThrow(() -> Refusal.invalid("there is no character card in this WEBP picture"));
        return findings.card(card, "webp", picture());
    }

    private Optional<ByteBuffer> exif() {
        long at = HEADER;
        for (int count = 0; count < MOST_CHUNKS && at + CHUNK_HEADER <= file.limit(); count++) {
            long length = Integer.toUnsignedLong(file.getInt((int) at + 4));
            if (length > file.limit() - at - CHUNK_HEADER) break;
            if (file.getInt((int) at) == EXIF) return Optional.of(file.slice((int) at + CHUNK_HEADER, (int) length));
            at += CHUNK_HEADER + length + (length & 1);
        }
        return Optional.empty();
    }

    private @Nullable Picture picture() {
        byte[] bytes = new byte[file.limit()];
        file.get(0, bytes);
        return findings.picture(bytes).orElse(null);
    }
}
