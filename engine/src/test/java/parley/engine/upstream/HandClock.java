package parley.engine.upstream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;

/** A clock and the timers of an actor system, moved by hand together; nobody sees the clock moved alone. */
final class HandClock extends Clock {
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final ManualTime timers;
    private Instant now = NOON;

    HandClock(ManualTime timers) {
        this.timers = timers;
    }

    synchronized void pass(Duration time) {
        now = now.plus(time);
        timers.timePasses(time);
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
