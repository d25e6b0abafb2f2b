package parley.http.voice;

import java.util.List;
import java.util.Locale;
import parley.engine.chunking.DetectedLanguage;

/**
 * The languages that a sentence can be in, the likeliest first, by its script. Latin letters and scripts that are not
 * listed tell nothing; then there are none.
 */
record Language(List<String> candidates) {
    /** Neither voice nor text says which. */
    static final Language ANY = new Language(List.of());

    /** What a voice calls its language when it speaks many of them. */
    private static final String MANY = "mul";

    Language {
        candidates = List.copyOf(candidates);
    }

    /** The language that is asked for where one is, else what its script tells: a voice is not changed for what only
     * the words tell of a text in Latin letters. */
    static Language of(String text, String asked) {
        return new Language(asked.isEmpty() ? DetectedLanguage.byScript(text) : List.of(primary(asked)));
    }

    boolean isKnown() {
        return !candidates.isEmpty();
    }

    /** The language of a voice. */
    static Language ofVoice(String tag) {
        return tag.equals(MANY) || tag.equals("und") ? ANY : new Language(List.of(primary(tag)));
    }

    /** Whether a voice of that language can read it. */
    boolean suits(String voiceTag) {
        return !isKnown() || voiceTag.equals(MANY) || candidates.contains(primary(voiceTag));
    }

    private static String primary(String tag) {
        String first = tag.toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
        return switch (first) {
            case "cmn" -> "zh";
            case "nb", "nn" -> "no";
            case "iw" -> "he";
            default -> first;
        };
    }
}
