package parley.engine.recording;

import parley.engine.speech.Manner;

/** How long a sentence takes to be said, as far as its letters tell. */
final class EstimatedLength {
    /** English voices at their own speed say about fifteen letters, spaces and marks a second. */
    private static final int MILLIS_A_LETTER = 66;
    /** Scripts that write a syllable or a word with a character. */
    private static final int MILLIS_A_SYLLABLE = 200;
    /** Silence that most voices leave around a sentence. */
    private static final int MILLIS_AROUND = 300;

    private EstimatedLength() {}

    static long millis(String spoken, Manner manner) {
        long letters = spoken.codePoints()
                .mapToLong(it -> wide(it) ? MILLIS_A_SYLLABLE : MILLIS_A_LETTER)
                .sum();
        return MILLIS_AROUND + Math.round(letters / manner.speed());
    }

    static boolean wide(int character) {
        return switch (Character.UnicodeScript.of(character)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
            default -> false;
        };
    }
}
