package parley.http.character;

import java.util.List;

/**
 * What became of a card that came.
 *
 * @param format what kind of file it was
 * @param warnings what was mended or left out, in plain words
 * @param duplicate whether its owner had the same card before, so that nothing was stored
 */
public record Kept(Figure figure, String format, List<String> warnings, boolean duplicate) {
    public Kept {
        warnings = List.copyOf(warnings);
    }

    /** The same of a character that was changed since. */
    public Kept of(Figure changed) {
        return new Kept(changed, format, warnings, duplicate);
    }
}
