package parley.engine.speech;

import java.time.Duration;
import org.apache.pekko.util.ByteString;

/**
 * One sentence as sound: a whole file of the given media type, such as {@code audio/wav}, how long it plays, and when
 * what is heard in it.
 */
public record Sound(String mediaType, ByteString bytes, Duration length, Timing timing) {
    /** A sound that nothing is known of inside. */
    public Sound(String mediaType, ByteString bytes, Duration length) {
        this(mediaType, bytes, length, Timing.NONE);
    }

    /** The same sound with its timing. */
    public Sound timed(Timing known) {
        return new Sound(mediaType, bytes, length, known);
    }
}
