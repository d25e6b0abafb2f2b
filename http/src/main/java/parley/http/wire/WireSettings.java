package parley.http.wire;

import com.typesafe.config.Config;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What {@code parley.models.wire} says: how long and how much a provider may take.
 *
 * @param temperature what every provider is told, 0 to 2; absent where each takes what is usual there
 */
public record WireSettings(
        Duration connect,
        Duration firstByte,
        Duration idle,
        Duration total,
        Duration retryAfter,
        int lineBytes,
        long totalBytes,
        @Nullable Double temperature) {
    /** With each provider's usual temperature. */
    WireSettings(
            Duration connect,
            Duration firstByte,
            Duration idle,
            Duration total,
            Duration retryAfter,
            int lineBytes,
            long totalBytes) {
        this(connect, firstByte, idle, total, retryAfter, lineBytes, totalBytes, null);
    }

    public static WireSettings of(Config wire) {
        return new WireSettings(
                wire.getDuration("connect-timeout"),
                wire.getDuration("first-byte-timeout"),
                wire.getDuration("idle-timeout"),
                wire.getDuration("total-timeout"),
                wire.getDuration("retry-after"),
                Math.toIntExact(wire.getBytes("line-limit")),
                wire.getBytes("total-limit"),
                wire.getString("temperature").isBlank() ? null : wire.getDouble("temperature"));
    }
}
