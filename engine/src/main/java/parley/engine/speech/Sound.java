package parley.engine.speech;

import java.time.Duration;
import org.apache.pekko.util.ByteString;

/** One sentence as sound: a whole file of the given media type, such as {@code audio/wav}, and how long it plays. */
public record Sound(String mediaType, ByteString bytes, Duration length) {}
