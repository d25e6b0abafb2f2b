package parley.http.companion;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.util.ByteString;
import parley.engine.speech.MouthShape;
import parley.engine.speech.Sound;
import parley.engine.speech.Viseme;
import parley.http.sound.Estimate;
import parley.http.sound.Samples;
import parley.http.sound.Wav;

/**
 * One sentence as it goes into what is sent: samples without a header, or a whole MP3 where an engine makes nothing else;
 * and the mouth, without a gap from the beginning of the sound to its end.
 */
record Piece(String mediaType, ByteString bytes, double seconds, List<Viseme> visemes) {
    /** Below this a mouth need not be told of. */
    private static final double UNSEEN = 0.001;

    private static final double NANOS = 1e9;

    /** What a voice said of a sentence, at a rate. */
    static Piece of(String sentence, Sound sound, int rate) {
        if (!sound.mediaType().equals(Wav.MEDIA_TYPE))
            return of(sentence, sound, sound.mediaType(), sound.bytes(), seconds(sound.length()));
        Samples samples = Wav.read(sound.bytes()).at(rate);
        return of(sentence, sound, Wav.MEDIA_TYPE, ByteString.fromArrayUnsafe(samples.bytes()), samples.seconds());
    }

    private static Piece of(String sentence, Sound sound, String mediaType, ByteString bytes, double seconds) {
        List<Viseme> told = sound.timing().visemes();
        return new Piece(
                mediaType,
                bytes,
                seconds,
                whole(told.isEmpty() ? Estimate.within(sentence, 0, seconds) : told, seconds));
    }

    private static double seconds(Duration length) {
        return length.toNanos() / NANOS;
    }

    /** The mouth is shut wherever nothing is told of it. */
    private static List<Viseme> whole(List<Viseme> told, double seconds) {
        List<Viseme> whole = new ArrayList<>();
        double end = 0;
        for (Viseme it : told) {
            if (it.time() >= seconds) break;
            if (it.time() - end > UNSEEN) whole.add(new Viseme(end, it.time() - end, MouthShape.SILENCE));
            double stop = Math.min(seconds, it.time() + it.duration());
            whole.add(new Viseme(it.time(), stop - it.time(), it.shape()));
            end = stop;
        }
        if (seconds - end > UNSEEN) whole.add(new Viseme(end, seconds - end, MouthShape.SILENCE));
        return List.copyOf(whole);
    }
}
