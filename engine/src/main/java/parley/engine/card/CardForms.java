package parley.engine.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The forms in which a card is given away beside the one it has. */
final class CardForms {
    private static final String NOTE =
            "[This is a version 3 character card. What you read is its copy for applications that know version 2 only;"
                    + " the decorators of its lorebook and all that only version 3 has are not in it.]";

    private static final String NOTES = "creator_notes";

    // V3: decorators are lines at the head of a content, and go with the newlines around them.
    private static final Pattern DECORATORS = Pattern.compile("\\A[\\r\\n]*(?:@@[^\\n]*(?:\\n|\\z)[\\r\\n]*)++");

    private CardForms() {}

    static Card third(Card card, @Nullable Instant modified) {
        CardTree tree = CardTree.of(card.json(), card.data().version());
        boolean isThird =
                card.data().version() == 3 && tree.get("group_only_greetings").isArray();
        if (isThird && modified == null) return card;
        tree.toThird();
        if (modified != null) tree.fields().put("modification_date", modified.getEpochSecond());
        return Card.kept(CardJson.text(tree.root()));
    }

    static Card second(Card card) {
        int version = card.data().version();
        CardTree tree = CardTree.of(card.json(), version);
        if (version == 2 && tree.isNamed()) return card;
        if (version == 3) backFill(tree);
        tree.toSecond();
        if (!tree.isNamed()) tree.name(CardShape.SECOND, "2.0");
        return Card.kept(CardJson.text(tree.root()));
    }

    private static void backFill(CardTree tree) {
        tree.name(CardShape.SECOND, "2.0");
        ObjectNode fields = tree.fields();
        String notes = tree.get(NOTES).asText("");
        if (!notes.startsWith(NOTE)) fields.put(NOTES, notes.isEmpty() ? NOTE : NOTE + "\n\n" + notes);
        // They can be large, and version 2 has no way to show them.
        fields.remove("assets");
        for (JsonNode entry : tree.get("character_book").path("entries")) {
            if (!(entry instanceof ObjectNode lore) || !lore.path("content").isTextual()) continue;
            String content = lore.path("content").textValue();
            String plain = DECORATORS.matcher(content).replaceFirst("");
            if (!plain.equals(content)) lore.put("content", plain);
        }
    }
}
