package parley.engine.verbal;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads abbreviations and signs that stand for a word, such as {@code Dr.}, {@code z. B.} and {@code &}. */
final class Abbreviations implements Reader {
    private static final Pattern OVER = Pattern.compile("[\\s\\p{Pe}\\p{Pf}\"'”’]*+(?:[.!?…]|$)");

    private final Map<String, String> words = new HashMap<>();
    private final Optional<Pattern> pattern;
    private final Set<Integer> firsts;

    Abbreviations(Lexicon lexicon) {
        for (Map.Entry<String, String> it : lexicon.pairs("abbr"))
            words.put(it.getKey().replace('_', ' '), it.getValue());
        firsts = words.keySet().stream().map(it -> it.codePointAt(0)).collect(Collectors.toUnmodifiableSet());
        pattern = words.isEmpty() ? Optional.empty() : Optional.of(Pattern.compile(alternatives()));
    }

    @Override
    public Optional<Said> read(String text, int place) {
        if (!firsts.contains(text.codePointAt(place))) return Optional.empty();
        return pattern.flatMap(it -> Glance.at(it, text, place)).map(it -> {
            String written = it.group().replace('\u00A0', ' ');
            boolean last =
                    written.endsWith(".") && Glance.at(OVER, text, it.end()).isPresent();
            return new Said(words.getOrDefault(written, written) + (last ? "." : ""), it.end());
        });
    }

    /** The longest first; one that ends in a letter ends there as a word. A {@code #} wants a number behind it, a space one before it. */
    private String alternatives() {
        String all = words.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Abbreviations::alternative)
                .collect(Collectors.joining("|"));
        Map<String, String> plain = new HashMap<>();
        words.forEach((key, word) -> plain.put(bare(key), word));
        words.putAll(plain);
        return "(?:" + all + ")";
    }

    private static String alternative(String written) {
        boolean numbered = written.endsWith("#");
        String plain = bare(written);
        String quoted = Pattern.quote(plain).replace(" ", "\\E[ \\u00A0]\\Q");
        boolean word = Character.isLetter(plain.charAt(plain.length() - 1));
        String before = plain.endsWith(" ") ? "(?<=\\s)" : "";
        return before + quoted + (numbered ? "(?=\\s?\\p{Nd})" : word ? "(?![\\p{L}\\p{N}])" : "");
    }

    private static String bare(String written) {
        return written.endsWith("#") ? written.substring(0, written.length() - 1) : written;
    }
}
