package parley.http.voice.ear;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How many words were misunderstood: put in, left out, or taken for others. */
public record WordErrors(int errors, int words) {
    /** Compares what was said with what was heard, sentence by sentence. */
    public static WordErrors of(List<String> said, List<String> heard) {
        int errors = 0;
        int words = 0;
        for (int at = 0; at < said.size(); at++) {
            List<String> reference = words(said.get(at));
            errors += distance(reference, words(heard.get(at)));
            words += reference.size();
        }
        return new WordErrors(errors, words);
    }

    public static List<String> words(String text) {
        return Stream.of(text.toLowerCase(Locale.ROOT).split("[^a-z']+"))
                .filter(it -> !it.isEmpty())
                .toList();
    }

    public double rate() {
        return (double) errors / words;
    }

    private static int distance(List<String> from, List<String> to) {
        int[] row = new int[to.size() + 1];
        for (int at = 0; at < row.length; at++) row[at] = at;
        for (int line = 1; line <= from.size(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int at = 1; at < row.length; at++) {
                int same = diagonal + (from.get(line - 1).equals(to.get(at - 1)) ? 0 : 1);
                diagonal = row[at];
                row[at] = Math.min(same, Math.min(row[at], row[at - 1]) + 1);
            }
        }
        return row[row.length - 1];
    }
}
