package parley.engine.cardfile;

import java.util.List;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.engine.card.Card;

/**
 * A card as it came out of a file.
 *
 * @param format what kind of file it was, such as {@code png}, {@code json}, {@code charx} or {@code byaf}
 * @param warnings what was mended or left out, in plain words
 * @param picture what the character looks like, as a file of its own; absent where the file holds none
 * @param assets the files in the file, by the address that the card calls them by
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

    /** A picture as it is, undecoded. */
    public record Picture(String mediaType, ByteString bytes) {}

    /** A file in the file: its address, such as {@code embeded://assets/icon/images/main.png}, and its bytes. */
    public record EmbeddedAsset(String uri, ByteString bytes) {}
}
