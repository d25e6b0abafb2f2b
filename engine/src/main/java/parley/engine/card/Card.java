package parley.engine.card;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;

/**
 * A character card: its JSON to the letter, so that nothing of it is ever lost, and what it says. Two cards are equal
 * where their JSON is.
 */
public final class Card {
    /** The longest card, in UTF-16 units. */
    public static final int LONGEST = 8 * 1024 * 1024;

    private final String json;
    private volatile @Nullable CardData data;

    private Card(String json) {
        this.json = json;
    }

    /** A card that was checked before, as journals hold it. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Card kept(String json) {
        return new Card(json);
    }

    /**
     * A card out of the JSON of any version.
     *
     * @throws Refusal INVALID where it is none, with what is wrong
     */
    public static Card of(String json) {
        if (json.length() > LONGEST) throw Refusal.invalid("a card's JSON must be at most " + LONGEST + " characters");
        Card card = new Card(json);
        card.data();
        return card;
    }

    /** The JSON, as it came. */
    @JsonValue
    public String json() {
        return json;
    }

    /** What it says. */
    public CardData data() {
        CardData known = data;
        if (known == null) data = known = CardReading.read(json);
        return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Card card && card.json.equals(json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    /** Never the card itself, which can be long and is private. */
    @Override
    public String toString() {
        return "Card(" + json.length() + " characters)";
    }
}
