package parley.engine.lore;

/**
 * How lorebooks are read where neither a book nor an entry says otherwise.
 *
 * @param scanDepth how many of the newest messages are searched
 * @param recursive whether entries may wake each other; where not, no book's word changes that
 * @param names whether names are searched with what they said
 * @param minActivations the search goes further back until so many entries are in; 0 for no such wish
 * @param minActivationsDepth how far back at most; 0 for all of it
 * @param maxRecursion how many passes there may be, the first one included; 0 for as many as come
 * @param groupScoring whether in a group those win that match most keys
 * @param precedence whose entries have first claim to the budget
 */
public record LoreSettings(
        int scanDepth,
        boolean recursive,
        boolean caseSensitive,
        boolean wholeWords,
        boolean names,
        int minActivations,
        int minActivationsDepth,
        int maxRecursion,
        boolean groupScoring,
        Precedence precedence) {
    /** As applications are set when they are new. */
    public static final LoreSettings USUAL =
            new LoreSettings(2, true, false, true, true, 0, 0, 0, false, Precedence.CHARACTERS_FIRST);

    /** Whose entries have first claim to the budget. */
    public enum Precedence {
        /** Books of agents, then {@link Lorebook#GLOBAL} ones. */
        CHARACTERS_FIRST,
        GLOBAL_FIRST,
        /** All books as if they were one. */
        EVENLY
    }
}
