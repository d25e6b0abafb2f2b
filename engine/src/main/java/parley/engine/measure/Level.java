package parley.engine.measure;

import java.util.concurrent.atomic.LongAdder;

/** How many there are of something now. Safe for threads; whoever raises it lowers it again. */
public final class Level {
    private final LongAdder adder = new LongAdder();

    /** So many more, or fewer. */
    public void add(long more) {
        if (more != 0) adder.add(more);
    }

    /** How many there are. */
    public long now() {
        return adder.sum();
    }
}
