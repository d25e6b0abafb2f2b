package parley.http.sound;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import parley.engine.speech.MouthShape;
import parley.engine.speech.Timing;
import parley.engine.speech.Viseme;

/**
 * Estimates when what is heard, where the engine does not tell: the sounds of speech share the time that they all take,
 * a vowel half as much again as a consonant, and marks take theirs.
 */
public final class Estimate {
    private static final double CONSONANT = 1;
    private static final double VOWEL = 1.5;
    private static final double LONG = 0.7;
    private static final double COMMA = 2.5;
    private static final double STOP = 4;
    private static final double BETWEEN_WORDS = 0.2;
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern OUTER_MARKS = Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{M}\\p{N}]+$");
    private static final List<String> DIGITS =
            List.of("ziro", "wan", "tu", "tri", "for", "faiv", "siks", "sevn", "eit", "nain");

    private Estimate() {}

    /** From the spelling alone; the words are as they are written. */
    public static Timing of(String text, Samples samples) {
        return spread(text, samples, SPACE.split(text.strip()), Alphabet.LETTERS);
    }

    /** From the sounds that the engine says it made, a space between words, though not when. */
    public static Timing ofPhones(String text, String phones, Samples samples) {
        return phones.isBlank() ? of(text, samples) : spread(text, samples, SPACE.split(phones.strip()), Alphabet.IPA);
    }

    /** The mouth during one word whose time is known. */
    public static List<Viseme> within(String word, double time, double duration) {
        List<Part> parts = parts(word, Alphabet.LETTERS);
        double each = duration / Math.max(CONSONANT, weight(parts));
        List<Viseme> visemes = new ArrayList<>();
        for (Part part : parts) {
            visemes.add(new Viseme(time, part.weight * each, part.shape));
            time += part.weight * each;
        }
        return visemes;
    }

    /** A text's word without the marks around it; empty where it is nothing but marks. */
    public static String bare(String word) {
        return OUTER_MARKS.matcher(word).replaceAll("");
    }

    private static Timing spread(String text, Samples samples, String[] sounds, Alphabet alphabet) {
        List<String> written = List.of(SPACE.split(text.strip()));
        boolean matching = written.size() == sounds.length;
        List<List<Part>> words = new ArrayList<>();
        for (int at = 0; at < sounds.length; at++) {
            List<Part> word = parts(sounds[at], alphabet);
            boolean last = at == sounds.length - 1;
            word.add(new Part(MouthShape.SILENCE, last ? 0 : pause(matching ? written.get(at) : sounds[at])));
            words.add(word);
        }
        double all = words.stream().mapToDouble(Estimate::weight).sum();
        if (all == 0) return Timing.NONE;
        Samples.Span voiced = samples.voiced();
        double each = (voiced.to() - voiced.from()) / all;
        if (matching) return timing(words, written, voiced.from(), each);
        Timing.Basis basis = Timing.Basis.ESTIMATED;
        return new Timing(
                basis,
                of(text, samples).words(),
                timing(words, List.of(), voiced.from(), each).visemes());
    }

    private static Timing timing(List<List<Part>> parts, List<String> written, double from, double each) {
        List<Timing.Word> words = new ArrayList<>();
        List<Viseme> visemes = new ArrayList<>();
        double time = from;
        for (int at = 0; at < parts.size(); at++) {
            double start = time;
            for (Part part : parts.get(at)) {
                if (part.weight == 0) continue;
                visemes.add(new Viseme(time, part.weight * each, part.shape));
                time += part.weight * each;
            }
            double spoken = time - start - parts.get(at).getLast().weight * each;
            String word = written.isEmpty() ? "" : bare(written.get(at));
            if (!word.isEmpty()) words.add(new Timing.Word(word, start, spoken));
        }
        return new Timing(Timing.Basis.ESTIMATED, words, visemes);
    }

    private static double pause(String word) {
        if (word.isEmpty()) return 0;
        return switch (word.charAt(word.length() - 1)) {
            case '.', '!', '?', '…' -> STOP;
            case ',', ';', ':', '—', '–' -> COMMA;
            default -> BETWEEN_WORDS;
        };
    }

    private static List<Part> parts(String sounds, Alphabet alphabet) {
        List<Part> parts = new ArrayList<>();
        (alphabet == Alphabet.LETTERS ? spelt(sounds) : sounds).codePoints().forEach(it -> {
            String sound = Character.toString(it);
            if (it == 'ː' && !parts.isEmpty()) parts.add(parts.removeLast().longer());
            else if (alphabet.knows(sound) || (alphabet == Alphabet.LETTERS && Character.isLetter(it)))
                parts.add(new Part(alphabet.shape(sound)));
        });
        return parts;
    }

    /** Digits as they are read, one by one, which is near enough to how long they take. */
    private static String spelt(String word) {
        StringBuilder spelt = new StringBuilder();
        word.toLowerCase(Locale.ROOT)
                .codePoints()
                .forEach(it -> spelt.append(
                        Character.isDigit(it) ? DIGITS.get(Character.digit(it, 10)) : Character.toString(it)));
        return spelt.toString();
    }

    private static double weight(List<Part> parts) {
        return parts.stream().mapToDouble(Part::weight).sum();
    }

    private record Part(MouthShape shape, double weight) {
        Part(MouthShape shape) {
            this(shape, shape.vowel() ? VOWEL : CONSONANT);
        }

        Part longer() {
            return new Part(shape, weight + LONG);
        }
    }
}
