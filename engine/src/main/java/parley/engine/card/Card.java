package parley.engine.card;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.lore.Lorebook;
import parley.engine.lore.Lorebooks;

/**
 * A character card: its JSON to the letter, so that nothing of it is ever lost, and what it says. Two cards are equal
 * where their JSON is.
 */
public final class Card {
    /** The longest card, in UTF-16 units. */
    public static final int LONGEST = 8 * 1024 * 1024;

    /** The most greetings of a kind. */
    static final int MOST_GREETINGS = 1_000;

    /** The most entries of a lorebook. */
    static final int MOST_ENTRIES = 10_000;

    /** The most files that a card names. */
    static final int MOST_ASSETS = 10_000;

    private final String json;
    private volatile @Nullable CardReading reading;
    private volatile @Nullable Lorebook book;

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
        String unmarked = json.startsWith("\uFEFF") ? json.substring(1) : json;
        Card card = new Card(Characters.escaped(unmarked));
        card.data();
        return card;
    }

    /** The JSON as it came; only half characters in it have become escapes, which mean the same. */
    @JsonValue
    public String json() {
        return json;
    }

    /** What it says. */
    public CardData data() {
        return read().data();
    }

    /** What was mended in reading it, in plain words; empty where the card is as the specifications want it. */
    public List<String> warnings() {
        return read().warnings();
    }

    /**
     * This card with fields changed, named as in the specifications: texts, lists, {@code character_book},
     * {@code extensions} and so on, as a merge patch (RFC 7396): null takes a field away, objects are merged, all else is
     * replaced. What is not named stays to the letter. A card becomes one of a later version only where a field needs it.
     *
     * @throws Refusal INVALID where a field that is known would have a wrong type, or the card would be too large
     */
    public Card with(JsonNode changes) {
        return CardEdit.of(json, data().version()).with(changes);
    }

    /**
     * This card as one of version 3, as files of that version want it.
     *
     * @param modified when it was exported; tells nothing of the time where it is absent
     */
    public Card asV3(@Nullable Instant modified) {
        return CardForms.third(this, modified);
    }

    /** A copy for applications that know version 2 only: its notes say so, its lorebook has no decorators. */
    public Card asV2() {
        return CardForms.second(this);
    }

    /** A safe name for a file of it on any system, such as {@code Mira.png}. */
    public String fileName(String extension) {
        return SafeName.of(data().called()) + "." + extension;
    }

    /**
     * Its lorebook, for the agent with this id: the same one every time, because a book is costly to make ready.
     *
     * @throws Refusal INVALID where it has one that cannot be read
     */
    public Optional<Lorebook> book(String agent) {
        JsonNode written = data().book();
        if (written == null) return Optional.empty();
        Lorebook known = book;
        if (known == null || !known.scope().equals(agent)) book = known = Lorebooks.of(agent, written);
        return Optional.of(known);
    }

    private CardReading read() {
        CardReading known = reading;
        if (known == null) reading = known = CardReading.of(json);
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
