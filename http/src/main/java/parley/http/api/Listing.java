package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.parameterOptional;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.server.Route;
import parley.engine.kernel.Page;
import parley.engine.kernel.Refusal;

/** A page of a list, asked for with {@code ?page&limit&sort}. */
record Listing<T>(List<T> items, long total, int page, int limit) {
    private static final int USUAL = 20;

    static <E, T> Listing<T> of(Page<E> page, Function<E, T> wire) {
        return new Listing<>(page.items().stream().map(wire).toList(), page.total(), page.page(), page.limit());
    }

    /** Reads which page is asked for; {@code key} is the one time that the list can be sorted by. */
    static Route asked(String key, Function<Page.Request, Route> inner) {
        return sorted(List.of(key), (page, _) -> inner.apply(page));
    }

    /** Reads which page is asked for, and which of the keys it is to be sorted by, the first where nothing is said. */
    static Route sorted(List<String> keys, BiFunction<Page.Request, String, Route> inner) {
        return parameterOptional(
                "page",
                page -> parameterOptional(
                        "limit",
                        limit -> parameterOptional(
                                "sort",
                                sort -> inner.apply(
                                        new Page.Request(
                                                number("page", page, 1),
                                                number("limit", limit, USUAL),
                                                !order(sort, keys).startsWith("-")),
                                        key(sort, keys)))));
    }

    private static int number(String what, Optional<String> text, int usual) {
        try {
            return text.map(Integer::parseInt).orElse(usual);
        } catch (NumberFormatException strange) {
            throw Refusal.invalid(what + " must be a whole number");
        }
    }

    private static String order(Optional<String> sort, List<String> keys) {
        return sort.orElse("-" + keys.getFirst());
    }

    private static String key(Optional<String> sort, List<String> keys) {
        String order = order(sort, keys);
        String key = order.startsWith("-") ? order.substring(1) : order;
        if (keys.contains(key)) return key;
        if (keys.size() > 1)
            throw Refusal.invalid(
                    "sort must be one of " + String.join(", ", keys) + ", with - before it to turn it round");
        String only = keys.getFirst();
        throw Refusal.invalid("sort must be " + only + " (oldest first) or -" + only + " (newest first)");
    }
}
