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
 */
public record Play(String userName, String userPersona, int greeting, LoreMemory memory, Instant at) {
    /** The name of a person of whom nothing is known. */
    public static final String SOMEBODY = "User";

    /** Somebody, nothing said, nothing remembered. */
    public static final Play NOTHING = new Play(SOMEBODY, "", -1, LoreMemory.NONE, Instant.EPOCH);
}
