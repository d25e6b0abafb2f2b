package parley.engine.cardfile;

import java.util.List;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.engine.card.Card;

/**
 * A card as it came out of a file.
 *
 * @param format what kind of file it was: {@code png}, {@code apng}, {@code webp}, {@code json}, {@code charx} or
 *     {@code byaf}
 * @param warnings what was mended or left out, in plain words, the card's own warnings included
 * @param picture what the character looks like, as a file of its own; absent where the file holds none
 * @param assets the files in the file; {@link CardReader#asset} reads them
 */
public record ReadCard(
        Card card,
        String format,
        List<String> warnings,
        @Nullable Picture picture,
        List<EmbeddedAsset> assets) {
    public ReadCard {
        warnings = List.copyOf(warnings);
        assets = List.copyOf(assets);
    }

    /** A picture as it is, undecoded: a PNG, JPEG, WEBP or GIF by its first bytes, and nothing that could be run. */
    public record Picture(String mediaType, ByteString bytes) {}

    /**
     * A file in the file: the address that the card calls it by, such as {@code embeded://assets/icon/images/main.png}
     * or {@code __asset:1}, and its size in bytes as the file says.
     */
    public record EmbeddedAsset(String uri, long size) {}
}
