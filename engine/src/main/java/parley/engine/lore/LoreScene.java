package parley.engine.lore;

import java.util.List;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/**
 * What lorebooks are held against.
 *
 * @param said the talk, oldest first
 * @param about what is known of the character and the person beside the talk, which entries may ask to be searched too
 * @param generation why a text is asked for: {@code normal}, {@code continue}, {@code swipe}, …
 * @param greeting which greeting the talk began with, 0 for the first; -1 where it began with none
 * @param memory what the chat remembers
 * @param seed decides all chances: the same scene with the same seed gives the same findings
 * @param expand fills the macros in
 * @param tokens counts
 * @param budget the most tokens that all entries together may take
 */
public record LoreScene(
        List<Said> said,
        About about,
        String generation,
        int greeting,
        LoreMemory memory,
        long seed,
        UnaryOperator<String> expand,
        ToIntFunction<String> tokens,
        int budget) {
    public LoreScene {
        said = List.copyOf(said);
    }

    /** One thing said. */
    public record Said(Role role, String name, String text) {}

    /** What entries may ask to be searched beside the talk; empty where there is nothing. */
    public record About(
            String persona,
            String description,
            String personality,
            String scenario,
            String depthPrompt,
            String creatorNotes) {
        public static final About NOTHING = new About("", "", "", "", "", "");
    }
}
