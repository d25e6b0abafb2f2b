package parley.engine.prompt;

import java.util.HashMap;
import java.util.Map;

/** Counts a text once, however often it is asked for while one prompt is written. For one thread. */
final class Remembered implements Tokens {
    private final Tokens tokens;
    private final Map<String, Integer> counts = new HashMap<>();

    Remembered(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public int count(String text) {
        return counts.computeIfAbsent(text, tokens::count);
    }

    @Override
    public int count(String text, int most) {
        Integer known = counts.get(text);
        if (known != null) return known;
        int count = tokens.count(text, most);
        if (count <= most) counts.put(text, count);
        return count;
    }
}
