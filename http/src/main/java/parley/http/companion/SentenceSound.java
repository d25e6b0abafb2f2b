package parley.http.companion;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import parley.engine.speech.MouthShape;
import parley.engine.speech.Sound;
import parley.engine.speech.Viseme;

/** A sentence as sound, with the shapes of the mouth from its beginning to its end, in seconds (contract, section 4.3). */
record SentenceSound(
        int index,
        String sentence,
        String audio,
        String mime,
        List<Mouth> visemes,
        double duration,
        Instant timestamp) {
    private static final double MILLIS = 1000;

    /** What the mouth does for a while; {@code value} is 0 to 9. */
    record Mouth(double time, double duration, int value) {}

    static SentenceSound of(Uttered.Closed sentence, Sound sound, Clock clock) {
        double length = seconds(sound.length());
        return new SentenceSound(
                sentence.index(),
                sentence.sentence(),
                Base64.getEncoder().encodeToString(sound.bytes().toArrayUnsafe()),
                sound.mediaType(),
                mouths(sound.timing().visemes(), length),
                length,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /** They end with the sound: what goes beyond is cut, and where they end before the mouth is closed. */
    static List<Mouth> mouths(List<Viseme> visemes, double length) {
        List<Mouth> mouths = new ArrayList<>();
        double end = 0;
        for (Viseme it : visemes) {
            double from = toTheMilli(Math.min(it.time(), length));
            end = toTheMilli(Math.min(it.time() + it.duration(), length));
            if (end > from) mouths.add(new Mouth(from, toTheMilli(end - from), it.value()));
        }
        if (end < length) mouths.add(new Mouth(end, toTheMilli(length - end), MouthShape.SILENCE.value()));
        return mouths;
    }

    private static double seconds(Duration length) {
        return length.toMillis() / MILLIS;
    }

    private static double toTheMilli(double seconds) {
        return Math.round(seconds * MILLIS) / MILLIS;
    }
}
