package parley.engine.card;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The fingerprint of a card: the same for cards that hold the same, however their JSON is spaced and in whatever order its
 * fields stand, and so whatever file they came in.
 */
public final class CardPrint {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private CardPrint() {}

    /** SHA-256 in 64 letters and digits. */
    public static String of(Card card) {
        MessageDigest digest = sha256();
        try {
            add(JSON.readTree(card.json()), digest);
        } catch (JsonProcessingException strange) {
            // Jackson refuses what nests too deeply; such a card is known by its letters alone.
            digest.update(card.json().getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(JsonNode node, MessageDigest digest) {
        switch (node) {
            case ObjectNode object -> {
                digest.update((byte) '{');
                SortedMap<String, JsonNode> sorted = new TreeMap<>();
                object.properties().forEach(it -> sorted.put(it.getKey(), it.getValue()));
                sorted.forEach((name, value) -> {
                    text(name, digest);
                    add(value, digest);
                });
                digest.update((byte) '}');
            }
            case ArrayNode array -> {
                digest.update((byte) '[');
                array.forEach(it -> add(it, digest));
                digest.update((byte) ']');
            }
            default -> text(node.toString(), digest);
        }
    }

    /** With its length before it, so that no two texts can be taken for others. */
    private static void text(String text, MessageDigest digest) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java has SHA-256", never);
        }
    }
}
