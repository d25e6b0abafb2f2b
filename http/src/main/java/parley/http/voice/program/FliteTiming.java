package parley.http.voice.program;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import parley.engine.speech.MouthShape;
import parley.engine.speech.Timing;
import parley.engine.speech.Viseme;
import parley.http.sound.Alphabet;
import parley.http.sound.Estimate;
import parley.http.sound.Samples;

/**
 * When flite says what: a line for each sentence, in it {@code phone:end} in seconds since the line's beginning. It says
 * nothing of words, whose times are estimated.
 */
final class FliteTiming {
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private FliteTiming() {}

    static Timing of(String told, String text, Samples samples) {
        List<Viseme> visemes = new ArrayList<>();
        double start = 0;
        for (String line : told.lines().toList()) start = read(line, start, visemes);
        Timing estimate = Estimate.of(text, samples);
        return visemes.isEmpty() ? estimate : new Timing(Timing.Basis.PHONES, estimate.words(), visemes);
    }

    /** Answers where the next line begins. */
    private static double read(String line, double start, List<Viseme> visemes) {
        double now = start;
        for (String phone : SPACE.split(line.strip(), -1)) {
            int colon = phone.indexOf(':');
            if (colon < 1) continue;
            double end = start + seconds(phone.substring(colon + 1));
            MouthShape shape = Alphabet.ARPABET.shape(phone.substring(0, colon));
            if (end > now) visemes.add(new Viseme(now, end - now, shape));
            now = Math.max(now, end);
        }
        return now;
    }

    private static double seconds(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
