package parley.engine.measure;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The values of a label that may become very many: the first few keep their names, all later ones share one. */
public final class Known {
    /** What the rest is called. */
    public static final String OTHER = "other";

    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private final int most;

    public Known(int most) {
        this.most = most;
    }

    /** The name itself, or {@link #OTHER} where there are enough of them. */
    public String name(String value) {
        if (names.contains(value)) return value;
        synchronized (names) {
            if (names.size() >= most) return OTHER;
            names.add(value);
            return value;
        }
    }
}
