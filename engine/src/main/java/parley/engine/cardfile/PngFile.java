package parley.engine.cardfile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.engine.card.Card;
import parley.engine.cardfile.PngChunks.Chunk;
import parley.engine.cardfile.ReadCard.Picture;
import parley.engine.kernel.Refusal;

/**
 * A card in a PNG or APNG: in {@code ccv3} or {@code chara}, in any kind of text and anywhere in the file. {@code ccv3} comes
 * before {@code chara}, as the specification of V3 wants; of two that are called the same the first counts, unless only the
 * other can be read. Where no text is a card, the EXIF data may hold one.
 */
final class PngFile {
    private static final int MOST_TRIED = 4;

    private final ByteBuffer file;
    private final PngChunks chunks;
    private final List<PngText> texts;
    private final Findings findings = new Findings();

    PngFile(ByteBuffer file) {
        this.file = file;
        chunks = PngChunks.of(file);
        texts = chunks.chunks().stream()
                .filter(Chunk::isText)
                .flatMap(it -> PngText.of(file, it).stream())
                .toList();
    }

    ReadCard read() {
        chunks.flaws().forEach(findings::warn);
        Card card = card();
        for (PngText text : texts) text.asset().ifPresent(path -> findings.asset(PngText.ADDRESS + path, text.size()));
        Optional<Picture> icon = findings.icon(card, this::asset);
        return findings.card(card, chunks.has("acTL") ? "apng" : "png", icon.orElseGet(this::picture));
    }

    /** An asset's bytes. */
    BoundedBytes asset(String uri) {
        String path = uri.startsWith(PngText.ADDRESS) ? uri.substring(PngText.ADDRESS.length()) : uri;
        for (PngText text : texts) {
            if (text.asset().filter(path::equals).isPresent()) return decoded(text);
        }
        throw Refusal.notFound("there is no such file in this PNG");
    }

    private static BoundedBytes decoded(PngText text) {
        try (InputStream stream = text.open()) {
            return Base64Text.decoded(stream, CardReader.LARGEST_PICTURE);
        } catch (IOException broken) {
            throw BoundedBytes.broken(broken);
        }
    }

    private Card card() {
        List<PngText> third = texts.stream().filter(it -> it.is("ccv3")).toList();
        List<PngText> second = texts.stream().filter(it -> it.is("chara")).toList();
        if (third.size() > 1 || second.size() > 1)
            findings.warn("there is more than one card in the PNG, and the first counts");
        List<PngText> candidates = new ArrayList<>(third);
        candidates.addAll(second);
        List<Refusal> refusals = new ArrayList<>();
        for (PngText candidate : candidates.subList(0, Math.min(MOST_TRIED, candidates.size()))) {
            try {
                Card card = card(candidate);
                if (!refusals.isEmpty())
                    findings.warn("the card that should count cannot be read, and another one was taken");
                return card;
            } catch (Refusal unreadable) {
                refusals.add(unreadable);
            }
        }
        return inExif().orElseThrow(() -> refusals.isEmpty()
                ? Refusal.invalid("there is no character card in this PNG" + flaws())
                : refusals.getFirst());
    }

    private Card card(PngText text) {
        List<String> warnings = new ArrayList<>();
        Card card = Card.of(CardText.encoded(text.open(), warnings));
        warnings.forEach(findings::warn);
        return card;
    }

    private Optional<Card> inExif() {
        return chunks.chunks().stream()
                .filter(it -> it.type().equals(Exif.CHUNK))
                .findFirst()
                .flatMap(it -> ExifCard.of(file.slice(it.data(), it.length()), findings));
    }

    private String flaws() {
        return chunks.flaws().isEmpty() ? "" : ": " + chunks.flaws().getFirst();
    }

    // The picture without the card; as it is otherwise, so that an animation stays one.
    private @Nullable Picture picture() {
        if (PictureKind.of(file).filter(PictureKind::isTooLarge).isPresent()) {
            findings.warn("the picture has too many pixels and was left out");
            return null;
        }
        return new Picture("image/png", ByteString.fromArrayUnsafe(PngPicture.without(file, chunks, true)));
    }
}
