package parley.engine.kernel;

import java.util.List;

/**
 * A slice of a sorted list.
 *
 * @param items the slice
 * @param total how many there are in all
 * @param page which slice this is, from 1
 * @param limit how many items a slice holds at the most
 */
public record Page<T>(List<T> items, long total, int page, int limit) {
    public static final int MOST = 100;

    public Page {
        items = List.copyOf(items);
    }

    /** What to slice: the page from 1, at most {@value #MOST} items on it, newest first unless told otherwise. */
    public record Request(int page, int limit, boolean oldestFirst) {
        public Request {
            if (page < 1 || page > 1_000_000) throw Refusal.invalid("page must be 1 to 1000000");
            if (limit < 1 || limit > MOST) throw Refusal.invalid("limit must be 1 to " + MOST);
        }

        public long offset() {
            return (page - 1L) * limit;
        }
    }
}
