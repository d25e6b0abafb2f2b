package parley.engine.cardfile;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parley.engine.card.Card;
import parley.engine.card.CardJson;

/** A card in the comment of EXIF data: Backyard AI's old PNGs have it there, and the WEBP files of the first TavernAI. */
final class ExifCard {
    private ExifCard() {}

    /** The card; none where there is no comment. */
    static Optional<Card> of(ByteBuffer exif, Findings findings) {
        return Exif.comment(exif).map(comment -> {
            List<String> warnings = new ArrayList<>();
            byte[] bytes = comment.getBytes(StandardCharsets.UTF_8);
            String json = CardText.encoded(new ByteArrayInputStream(bytes), warnings);
            findings.warn("the card was in the picture's EXIF data, where few applications look");
            JsonNode tree = CardJson.tree(json);
            return Backyard.legacy(tree).orElseGet(() -> Card.of(json));
        });
    }
}
