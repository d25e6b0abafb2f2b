package parley.engine.card;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a list shows of a card, as a card of its own of the newest version. */
public final class CardBrief {
    /** Hostile cards have thousands of tags, or a book for a name. */
    private static final int MOST_TAGS = 50;

    private static final int LONGEST_WORD = 255;

    private CardBrief() {}

    /**
     * A card that tells no more than names, tags, who made it, and the beginnings of description and personality, so many
     * UTF-16 units at most.
     */
    public static Card of(Card whole, int longest) {
        CardData card = whole.data();
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("name", beginning(card.name(), LONGEST_WORD));
        if (!card.nickname().isBlank()) data.put("nickname", beginning(card.nickname(), LONGEST_WORD));
        data.put("description", beginning(card.description(), longest));
        data.put("personality", beginning(card.personality(), longest));
        data.put("creator", beginning(card.creator(), LONGEST_WORD));
        data.put("character_version", beginning(card.characterVersion(), LONGEST_WORD));
        ArrayNode tags = data.putArray("tags");
        card.tags().stream().limit(MOST_TAGS).forEach(it -> tags.add(beginning(it, LONGEST_WORD)));
        ObjectNode brief = JsonNodeFactory.instance.objectNode();
        brief.put("spec", "chara_card_v3").put("spec_version", "3.0").set("data", data);
        return Card.of(brief.toString());
    }

    /** Pairs of surrogates stay whole. */
    private static String beginning(String text, int longest) {
        if (text.length() <= longest) return text;
        boolean parts = longest > 0 && Character.isHighSurrogate(text.charAt(longest - 1));
        return text.substring(0, parts ? longest - 1 : longest);
    }
}
