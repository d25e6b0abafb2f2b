package parley.engine.market;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Page;

/** Lists what is on offer. A list read right after a write shows it. */
public interface OfferIndex {
    /** What a list is sorted by: how many users have taken it, its mean rating, when it was published, or its name. */
    enum Order {
        POPULAR,
        RATING,
        NEWEST,
        NAME
    }

    /**
     * Which offers; all where nothing is said. Upper and lower case are one.
     *
     * @param page {@code oldestFirst} stands for the least first, whatever is sorted by
     * @param tags at least one of these, unless there is none
     * @param search a text somewhere in the name, the description or the characteristics
     */
    record Query(
            Page.Request page,
            Order order,
            @Nullable String category,
            List<String> tags,
            double leastRating,
            @Nullable String search) {
        public Query {
            tags = List.copyOf(tags);
        }
    }

    /** The offers. */
    CompletionStage<Page<Offer>> offers(Query query);

    /** The categories of all offers, by name. */
    CompletionStage<List<String>> categories();
}
