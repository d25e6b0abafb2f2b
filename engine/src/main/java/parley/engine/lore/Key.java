package parley.engine.lore;

import java.util.List;

/** One key of an entry, ready to be searched for. */
sealed interface Key {
    /** As its author wrote it. */
    String written();

    /**
     * A word.
     *
     * @param exact whether its case counts
     * @param number its number in the index
     * @param whole whether it has to stand alone
     */
    record Word(String written, boolean exact, int number, boolean whole) implements Key {}

    /**
     * A pattern.
     *
     * @param required the numbers of words of which one must stand in a text; where there are none it is always tried
     */
    record Shape(String written, PatternKey pattern, List<Integer> required) implements Key {}

    /** A key with macros in it, of which every scan makes another one. */
    record Open(String written, int number) implements Key {}

    /** A key that matches nothing: a blank one. */
    record Nothing(String written) implements Key {}
}
