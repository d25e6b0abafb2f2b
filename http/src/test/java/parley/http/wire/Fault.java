package parley.http.wire;

import java.time.Duration;
import java.util.function.Function;

/**
 * One way in which an upstream can go wrong, or look as if it did.
 *
 * @param name as the table calls it
 * @param patience which of the limits is short, so that a fault that never ends is soon told
 * @param script how a server of that dialect does it
 */
record Fault(String name, Patience patience, Function<Dialect, FaultServer.Script> script) {
    private static final Duration LONG = Duration.ofSeconds(40);
    private static final Duration SHORT = Duration.ofMillis(300);
    /** More than one pause of a slow answer and less than all of them. */
    private static final Duration DRIP = Duration.ofMillis(1200);

    static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    static final int LINE = 1 << 18;
    static final long TOTAL = 1 << 20;

    /** Which limit of {@link WireSettings} is short. */
    enum Patience {
        ENDLESS,
        FIRST_BYTE,
        /** Short for a body, and long enough for its head to be there. */
        BODY,
        IDLE,
        DRIP,
        TOTAL
    }

    WireSettings settings() {
        return new WireSettings(
                LONG,
                patience == Patience.FIRST_BYTE ? SHORT : patience == Patience.BODY ? DRIP : LONG,
                patience == Patience.IDLE ? SHORT : patience == Patience.DRIP ? DRIP : LONG,
                patience == Patience.TOTAL ? SHORT : LONG,
                RETRY_AFTER,
                LINE,
                TOTAL);
    }
}
