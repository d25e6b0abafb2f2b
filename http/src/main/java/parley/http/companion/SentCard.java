package parley.http.companion;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import parley.engine.card.Card;
import parley.engine.kernel.Refusal;

/**
 * A character that comes along with a request: a card of any version, or a record of the older server that holds one as its
 * {@code data} (contract, section 2.3).
 */
final class SentCard {
    private static final int DIGITS = 32;

    private SentCard() {}

    /** The card; 400 with what is wrong with it. */
    static Card of(JsonNode sent) {
        try {
            return Card.of(wellFormed(card(sent).toString()));
        } catch (Refusal no) {
            throw Unprocessable.card(no.reason());
        }
    }

    /** A card says what it is; a record, which never does, has its own fields beside the card. */
    private static JsonNode card(JsonNode sent) {
        JsonNode data = sent.path("data");
        if (sent.hasNonNull("spec")) return versioned(sent);
        if (!data.isObject()) return sent;
        boolean whole = data.hasNonNull("spec") || data.path("data").isObject();
        boolean record = Stream.of("id", "parsed", "createdAt", "created_at").anyMatch(sent::has);
        return whole || record ? data : sent;
    }

    private static JsonNode versioned(JsonNode card) {
        if (!card.path("data").isObject()) throw Refusal.invalid("a card with a spec holds its fields in data");
        return card;
    }

    /** Half a character cannot be kept. */
    private static String wellFormed(String json) {
        return new String(json.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
    }

    /** A name for what a text says: the same for the same text, another for any other. */
    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
