package parley.engine.cardfile;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.engine.card.Card;
import parley.engine.kernel.Refusal;

/**
 * Writes cards into files that any application reads. A card goes as it came: {@link Card#asV3} and {@link Card#asV2} give
 * other forms. Names for the files: {@link Card#fileName}.
 */
public final class CardWriter {
    private CardWriter() {}

    /** The card's JSON; what came is what goes, so a card of version 1 stays one. */
    public static ByteString json(Card card) {
        return ByteString.fromString(card.json());
    }

    /**
     * A PNG with the card in it: {@code chara} and, from version 3 on, {@code ccv3} with {@code chara} as a copy of
     * version 2.
     *
     * @param picture a PNG or APNG, such as the file that the card came in, of which all but an old card is kept to the
     *     byte; another picture or none is replaced by a drawn one
     */
    public static ByteString png(Card card, @Nullable ByteString picture) {
        boolean third = card.data().version() >= 3;
        List<byte[]> texts = new ArrayList<>();
        texts.add(text("chara", third ? card.asV2() : card));
        if (third) texts.add(text("ccv3", card));
        ByteBuffer base = usable(picture);
        return ByteString.fromArrayUnsafe(PngPicture.with(base, PngChunks.of(base), false, texts));
    }

    /**
     * Writes a CHARX archive: the card as version 3, and its files.
     *
     * @param picture what the character looks like, used where the card's main icon is not among the files
     * @param original the file that the card came in, out of which its other files are taken
     * @throws Refusal INVALID where the original cannot be read
     */
    public static void charx(Card card, @Nullable ByteString picture, @Nullable Path original, OutputStream to)
            throws IOException {
        CharxWriter.write(card, picture, original, to);
    }

    private static byte[] text(String keyword, Card card) {
        byte[] json = card.json().getBytes(StandardCharsets.UTF_8);
        return PngPicture.text(keyword, Base64.getEncoder().encode(json));
    }

    // A picture that is broken would lose its card with its end.
    private static ByteBuffer usable(@Nullable ByteString picture) {
        ByteBuffer drawn = ByteBuffer.wrap(PlainPicture.png());
        if (picture == null || picture.isEmpty()) return drawn;
        ByteBuffer given = ByteBuffer.wrap(picture.toArrayUnsafe());
        try {
            return PngChunks.isPng(given) && PngChunks.of(given).has("IEND") ? given : drawn;
        } catch (Refusal broken) {
            return drawn;
        }
    }
}
