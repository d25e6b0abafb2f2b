package parley.engine.llm;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a model beside its window.
 *
 * @param output the most tokens of one answer; 0 where nobody says
 * @param vision whether it sees pictures
 * @param tools whether it can use tools
 * @param thinks whether it thinks before it answers
 * @param rates what its provider asks; absent where that is not known
 */
public record Abilities(
        int output,
        boolean vision,
        boolean tools,
        boolean thinks,
        @Nullable Rates rates) {
    /** Nothing is known. */
    public static final Abilities UNKNOWN = new Abilities(0, false, false, false, null);

    /** What a provider asks for a million tokens, in US dollars. */
    public record Rates(double input, double cachedInput, double cacheWrite, double output) {}
}
