package parley.engine.recording;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import parley.engine.recording.Timeline.Span;
import parley.engine.speech.Timing;

/** Cuts what is said into cues: one a sentence, or several where a sentence is too long to be read at a glance. */
public final class Cues {
    /** Two lines of a film. */
    private static final int LONGEST = 84;
    /** A character of Chinese takes the room of two. */
    private static final int LONGEST_WIDE = 36;

    private static final int MILLIS = 1000;
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Cues() {}

    /** The cues of a script whose sounds are not at hand: of lengths that the journal told, or else estimated. */
    static List<Cue> of(Script script, Mix mix, Duration longest) {
        Timeline timeline = new Timeline(mix, longest);
        List<Cue> cues = new ArrayList<>();
        for (Script.Part part : script.parts())
            for (Script.Sentence sentence : part.sentences())
                timeline.place(part.number(), Timeline.samples(millis(part, sentence)))
                        .ifPresent(it -> cues.addAll(of(part.name(), sentence.spoken(), it, Timing.NONE)));
        return cues;
    }

    private static long millis(Script.Part part, Script.Sentence sentence) {
        Long known = sentence.millis();
        return known != null
                ? known
                : EstimatedLength.millis(sentence.spoken(), part.voice().manner());
    }

    /** One sentence's cues; it is cut where a word is heard, or where it is likely to be, if nobody told. */
    public static List<Cue> of(String speaker, String spoken, Span span, Timing timing) {
        List<String> pieces = pieces(spoken);
        List<Cue> cues = new ArrayList<>();
        int words = 0;
        int letters = 0;
        long from = span.fromMillis();
        for (int at = 0; at < pieces.size(); at++) {
            String piece = pieces.get(at);
            words += words(piece);
            letters += piece.length();
            long to = at == pieces.size() - 1
                    ? span.toMillis()
                    : span.fromMillis() + place(spoken, span, timing, words, letters);
            to = Math.clamp(to, from, span.toMillis());
            cues.add(new Cue(from, to, speaker, piece.strip()));
            from = to;
        }
        return cues;
    }

    /** How many milliseconds after the beginning the next word is heard. */
    private static long place(String spoken, Span span, Timing timing, int words, int letters) {
        if (timing.words().size() == words(spoken) && words < timing.words().size())
            return Math.round(timing.words().get(words).time() * MILLIS);
        return (span.toMillis() - span.fromMillis()) * letters / spoken.length();
    }

    private static int words(String text) {
        return (int) SPACE.splitAsStream(text)
                .filter(it -> it.codePoints().anyMatch(Character::isLetterOrDigit))
                .count();
    }

    /** Pieces of about the same length that joined are the text. */
    private static List<String> pieces(String text) {
        int most = text.codePoints().anyMatch(EstimatedLength::wide) ? LONGEST_WIDE : LONGEST;
        int count = (text.length() + most - 1) / most;
        int aim = (text.length() + count - 1) / Math.max(1, count);
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (text.length() - from > most) {
            int to = end(text, from, aim, most);
            pieces.add(text.substring(from, to));
            from = to;
        }
        if (from < text.length()) pieces.add(text.substring(from));
        return pieces;
    }

    /** After the space that is nearest to the aim, or between two characters where there is none. */
    private static int end(String text, int from, int aim, int most) {
        int after = text.indexOf(' ', from + aim);
        if (after >= 0 && after < from + most) return after + 1;
        int before = text.lastIndexOf(' ', from + aim);
        if (before > from) return before + 1;
        int cut = from + aim;
        return Character.isLowSurrogate(text.charAt(cut)) ? cut + 1 : cut;
    }
}
