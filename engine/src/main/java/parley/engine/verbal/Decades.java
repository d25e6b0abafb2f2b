package parley.engine.verbal;

import java.util.Optional;
import java.util.regex.Pattern;

/** Reads decades: {@code 1990s}, {@code 1990er}. */
final class Decades implements Reader {
    private static final Pattern DECADE = Pattern.compile("(\\p{Nd}{3}0)(?:'?s|er)(?![\\p{L}])");

    private final Tongue tongue;

    Decades(Tongue tongue) {
        this.tongue = tongue;
    }

    @Override
    public Optional<Said> read(String text, int place) {
        if (!tongue.lexicon().has("decade")) return Optional.empty();
        return Glance.at(DECADE, text, place).map(it -> {
            String year = tongue.speller().year(tongue.value(it.group(1)).longValue());
            String ending = tongue.word("decade");
            boolean inY = ending.equals("s") && year.endsWith("y");
            return new Said(inY ? year.substring(0, year.length() - 1) + "ies" : year + ending, it.end());
        });
    }
}
