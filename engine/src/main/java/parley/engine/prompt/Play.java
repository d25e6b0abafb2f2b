package parley.engine.prompt;

import java.time.Instant;
import parley.engine.lore.LoreMemory;

/**
 * What a character's prompt is made of beside the room.
 *
 * @param userName what {@code {{user}}} stands for
 * @param userPersona who the person is, in their own words; empty where they said nothing
 * @param greeting which greeting of the speaker the talk began with; -1 where it began with none
 * @param memory what the speaker's lorebooks remember of this chat
 * @param at when the turn begins: what a clock in the text shows
 * @param wishes how the person wants the prompt
 * @param chat the chance of the whole chat: what a card picks once stays while it lasts
 */
public record Play(
        String userName, String userPersona, int greeting, LoreMemory memory, Instant at, Wishes wishes, long chat) {
    /** The name of a person of whom nothing is known. */
    public static final String SOMEBODY = "User";

    /** Nothing is wished. */
    public Play(String userName, String userPersona, int greeting, LoreMemory memory, Instant at) {
        this(userName, userPersona, greeting, memory, at, Wishes.NONE, 0);
    }

    /** Somebody, nothing said, nothing remembered. */
    public static final Play NOTHING = new Play(SOMEBODY, "", -1, LoreMemory.NONE, Instant.EPOCH);
}
