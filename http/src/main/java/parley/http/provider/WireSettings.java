package parley.http.provider;

import com.typesafe.config.Config;
import java.time.Duration;

/** What {@code parley.models.wire} says: how long and how much a provider may take. */
record WireSettings(
        Duration connect,
        Duration firstByte,
        Duration idle,
        Duration total,
        Duration retryAfter,
        int lineBytes,
        long totalBytes) {
    static WireSettings of(Config wire) {
        return new WireSettings(
                wire.getDuration("connect-timeout"),
                wire.getDuration("first-byte-timeout"),
                wire.getDuration("idle-timeout"),
                wire.getDuration("total-timeout"),
                wire.getDuration("retry-after"),
                Math.toIntExact(wire.getBytes("line-limit")),
                wire.getBytes("total-limit"));
    }
}
