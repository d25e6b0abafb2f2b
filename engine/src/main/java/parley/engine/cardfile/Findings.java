package parley.engine.cardfile;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.engine.card.Card;
import parley.engine.card.CardData.Asset;
import parley.engine.cardfile.ReadCard.EmbeddedAsset;
import parley.engine.cardfile.ReadCard.Picture;
import parley.engine.kernel.Refusal;

/** What was found in a file so far, and how the card's own addresses are looked up in it. */
final class Findings {
    /** Before the path of a file in an archive; the specification spells it so. */
    static final String EMBEDDED = "embeded://";

    /** How others spell it. */
    private static final String EMBEDDED_TOO = "embedded://";

    private static final String DATA = "data:";
    private static final String BASE64 = ";base64,";

    private final Map<String, Long> assets = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();

    /** Reads a file in the file. */
    interface Source {
        BoundedBytes read(String uri);
    }

    /** An address as files are known by. */
    static String known(String uri) {
        boolean other = uri.startsWith(EMBEDDED_TOO);
        return other ? EMBEDDED + uri.substring(EMBEDDED_TOO.length()) : uri;
    }

    void warn(String warning) {
        warnings.add(warning);
    }

    void asset(String uri, long size) {
        assets.putIfAbsent(uri, size);
    }

    ReadCard card(Card card, String format, @Nullable Picture picture) {
        warnings.addAll(0, card.warnings());
        long missing = card.data().assets().stream().filter(this::isMissing).count();
        if (missing > 0) warnings.add("files that the card names and that are not in the file: " + missing);
        List<EmbeddedAsset> files = new ArrayList<>();
        assets.forEach((uri, size) -> files.add(new EmbeddedAsset(uri, size)));
        return new ReadCard(card, format, warnings.stream().distinct().toList(), picture, files);
    }

    /** The card's main icon, where it lies in the file or in its own address. */
    Optional<Picture> icon(Card card, Source source) {
        List<Asset> icons = card.data().assets().stream()
                .filter(it -> it.type().equals("icon"))
                .toList();
        return icons.stream()
                .filter(it -> it.name().equals("main"))
                .findFirst()
                .or(() -> icons.stream().findFirst())
                .flatMap(it -> picture(it.uri(), source));
    }

    /** A picture of some bytes, unless they are none that should be shown. */
    Optional<Picture> picture(byte[] bytes) {
        Optional<PictureKind> kind = PictureKind.of(ByteBuffer.wrap(bytes));
        if (kind.isEmpty()) warnings.add("the character's picture is no PNG, JPEG, WEBP or GIF");
        if (kind.isPresent() && kind.get().isTooLarge()) {
            warnings.add("the character's picture has too many pixels and was left out");
            return Optional.empty();
        }
        return kind.map(it -> new Picture(it.mediaType(), ByteString.fromArrayUnsafe(bytes)));
    }

    /** The picture at an address. */
    Optional<Picture> picture(String uri, Source source) {
        try {
            if (assets.containsKey(known(uri)))
                return picture(source.read(known(uri)).toArray());
            int data = uri.indexOf(BASE64);
            if (!uri.startsWith(DATA) || data < 0) return Optional.empty();
            BoundedBytes decoded =
                    Base64Text.decoded(uri.substring(data + BASE64.length()), CardReader.LARGEST_PICTURE);
            return picture(decoded.toArray());
        } catch (Refusal unusable) {
            warnings.add("the character's picture cannot be read: " + unusable.reason());
            return Optional.empty();
        }
    }

    private boolean isMissing(Asset asset) {
        boolean inside = known(asset.uri()).startsWith(EMBEDDED) || asset.uri().startsWith(PngText.ADDRESS);
        return inside && !assets.containsKey(known(asset.uri()));
    }
}
