package parley.engine.speech;

import java.util.List;

/** When what is heard in a sound: its words and its mouth shapes, each in order of time. */
public record Timing(Basis basis, List<Word> words, List<Viseme> visemes) {
    /** Nothing is known. */
    public static final Timing NONE = new Timing(Basis.ESTIMATED, List.of(), List.of());

    public Timing {
        words = List.copyOf(words);
        visemes = List.copyOf(visemes);
    }

    /** How much of it the engine told. */
    public enum Basis {
        /** The engine told when each sound of speech, or each letter, is heard. */
        PHONES,
        /** The engine told when each word is heard; the mouth shapes inside a word are estimated. */
        WORDS,
        /** All times are estimated from the text and the length of the sound. */
        ESTIMATED
    }

    /** A word as it is said, a number in words for instance; seconds since the beginning of the sound, and seconds that it lasts. */
    public record Word(String text, double time, double duration) {}

    /** Whether the times of the mouth shapes are estimated. */
    public boolean estimated() {
        return basis != Basis.PHONES;
    }
}
