package parley.engine.lore;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a world knows, and when it is told. Field by field as lorebooks of character cards V2 and V3 have them,
 * with what SillyTavern keeps in their extensions and what V3 puts into decorators.
 *
 * @param label how its author calls it: its comment, its name or its first key
 * @param keys any of which wakes it
 * @param secondaryKeys asked where {@code selective} is true and there are any, as {@code logic} says
 * @param content what it tells, decorators taken off, macros not filled in
 * @param order lower stands earlier in the prompt
 * @param priority lower is dropped first under a budget; where no entry of a book has one, {@code order} decides
 * @param probability in percent; 100 where no chance is drawn
 * @param triggers the kinds of generation for which it is meant; empty for all
 * @param ignoreBudget whether it goes in even where the budget is used up
 */
public record LoreEntry(
        String label,
        List<String> keys,
        List<String> secondaryKeys,
        boolean selective,
        Logic logic,
        String content,
        boolean enabled,
        boolean constant,
        double order,
        @Nullable Double priority,
        int probability,
        Set<String> triggers,
        boolean ignoreBudget,
        Stand stand,
        Matching matching,
        Timing timing,
        Grouping grouping,
        Recursion recursion,
        Conditions conditions) {
    public LoreEntry {
        keys = List.copyOf(keys);
        secondaryKeys = List.copyOf(secondaryKeys);
        triggers = Set.copyOf(triggers);
    }

    /** An entry of which only the words are special. */
    public static LoreEntry of(String label, List<String> keys, String content) {
        return new LoreEntry(
                label,
                keys,
                List.of(),
                false,
                Logic.AND_ANY,
                content,
                true,
                false,
                100,
                null,
                100,
                Set.of(),
                false,
                Stand.USUAL,
                Matching.USUAL,
                Timing.NONE,
                Grouping.NONE,
                Recursion.USUAL,
                Conditions.NONE);
    }

    /** What secondary keys ask for beside a key, in the order in which SillyTavern numbers it. */
    public enum Logic {
        AND_ANY,
        /** At least one is missing. */
        NOT_ALL,
        NOT_ANY,
        AND_ALL
    }

    /** Something that an entry may ask to be searched beside the talk. */
    public enum Source {
        PERSONA(1),
        DESCRIPTION(2),
        PERSONALITY(4),
        DEPTH_PROMPT(8),
        SCENARIO(16),
        CREATOR_NOTES(32);

        private final int bit;

        Source(int bit) {
            this.bit = bit;
        }

        /** By which it is known in a set of sources. */
        int bit() {
            return bit;
        }
    }

    /**
     * Where it stands.
     *
     * @param depth for {@link Place#AT_DEPTH} and {@link Place#AT_REVERSE_DEPTH}
     * @param outlet the name of an {@link Place#OUTLET}
     */
    public record Stand(Place place, int depth, Role role, String outlet) {
        static final Stand USUAL = new Stand(Place.BEFORE_CHARACTER, 4, Role.SYSTEM, "");
    }

    /**
     * How its keys are held against a text; absent values are the book's or the settings'.
     *
     * @param patterns whether keys of the form {@code /…/flags} are patterns
     * @param wildcards whether {@code *} and {@code ?} stand for letters
     */
    public record Matching(
            @Nullable Integer scanDepth,
            @Nullable Boolean caseSensitive,
            @Nullable Boolean wholeWords,
            boolean patterns,
            boolean wildcards,
            Set<Source> sources) {
        static final Matching USUAL = new Matching(null, null, null, true, false, EnumSet.noneOf(Source.class));

        public Matching {
            sources = Set.copyOf(sources);
        }
    }

    /** How many messages it stays in, how many it then stays out, and before how many it never comes; 0 for none. */
    public record Timing(int sticky, int cooldown, int delay) {
        static final Timing NONE = new Timing(0, 0, 0);
    }

    /**
     * Of the entries of a group one goes in.
     *
     * @param override whether it wins without a draw, by its order among those that do
     * @param scoring whether it has to match as many keys as the best of the group
     */
    public record Grouping(
            List<String> groups,
            int weight,
            boolean override,
            @Nullable Boolean scoring) {
        static final Grouping NONE = new Grouping(List.of(), 100, false, null);

        public Grouping {
            groups = List.copyOf(groups);
        }
    }

    /**
     * What it has to do with other entries' texts.
     *
     * @param excluded whether no other entry's text wakes it
     * @param silent whether its text wakes no other entry
     * @param level 0, or the pass of recursion before which it sleeps
     */
    public record Recursion(boolean excluded, boolean silent, int level) {
        static final Recursion USUAL = new Recursion(false, false, 0);
    }

    /**
     * What its decorators ask for; all of it must hold (Character Card V3, Decorators).
     *
     * @param force whether it goes in without a key, or stays out, or neither is said
     * @param after before so many of the character's messages it stays out
     * @param every the number of the character's messages must be a multiple of this; 1 for any
     * @param keep whether it stays in once it was in
     * @param once whether it stays out once it was in
     * @param greeting the greeting with which the talk must have begun
     * @param expendable whether it is the first to go where there is no room
     * @param additionalKeys of each list one key must match
     * @param excludeKeys none of which may match
     * @param excludeAllKeys not all of which may match; empty where nothing is asked
     */
    public record Conditions(
            Force force,
            int after,
            int every,
            boolean keep,
            boolean once,
            @Nullable Integer greeting,
            boolean expendable,
            List<List<String>> additionalKeys,
            List<String> excludeKeys,
            List<String> excludeAllKeys) {
        static final Conditions NONE =
                new Conditions(Force.NONE, 0, 1, false, false, null, false, List.of(), List.of(), List.of());

        public Conditions {
            additionalKeys = List.copyOf(additionalKeys);
            excludeKeys = List.copyOf(excludeKeys);
            excludeAllKeys = List.copyOf(excludeAllKeys);
        }
    }

    /** What an entry's author says whatever the talk is about. */
    public enum Force {
        NONE,
        IN,
        OUT
    }
}
