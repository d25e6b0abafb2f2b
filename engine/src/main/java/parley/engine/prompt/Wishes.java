package parley.engine.prompt;

import parley.engine.lore.Role;

/**
 * How a person wants a character's prompt to be, beside what the card says.
 *
 * @param systemPrompt the person's own system prompt, which a card's own replaces; empty for this server's
 * @param postHistory the person's own word after the talk, which a card's own replaces
 * @param note the author's note: something to be kept in mind at a place in the talk
 * @param persona where the person's own persona stands
 * @param joined whether in a room of several characters all cards are told, and not only the speaker's
 */
public record Wishes(String systemPrompt, String postHistory, Note note, PersonaPlace persona, boolean joined) {
    /** So many messages from the newest stands a note of which nobody says where. */
    public static final int USUAL_DEPTH = 4;

    /** None. */
    public static final Wishes NONE = new Wishes("", "", Note.NONE, PersonaPlace.IN_PROMPT, false);

    /**
     * A text at a place in the talk.
     *
     * @param depth how many messages stand after it
     */
    public record Note(String text, int depth, Role role) {
        public static final Note NONE = new Note("", USUAL_DEPTH, Role.SYSTEM);
    }

    /**
     * Where a person's persona stands.
     *
     * @param depth how many messages stand after it, where it stands in the talk
     */
    public record PersonaPlace(Position position, int depth, Role role) {
        /** Before the character. */
        public static final PersonaPlace IN_PROMPT = new PersonaPlace(Position.IN_PROMPT, USUAL_DEPTH, Role.SYSTEM);
    }

    /** The kinds of places. */
    public enum Position {
        IN_PROMPT,
        NOTE_TOP,
        NOTE_BOTTOM,
        AT_DEPTH,
        NOWHERE
    }
}
