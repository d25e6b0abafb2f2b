package parley.engine.connection;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Page;
import parley.engine.kernel.UserId;

/** Lists connections. A list read right after a write shows it. */
public interface ConnectionIndex {
    /** What a list is sorted by. */
    enum Order {
        CREATED,
        UPDATED,
        NAME
    }

    /**
     * Which connections; all where nothing is said.
     *
     * @param preferredOnly only those that are the usual ones for their providers
     */
    record Query(
            Page.Request page,
            Order order,
            @Nullable String provider,
            @Nullable Boolean active,
            boolean preferredOnly) {}

    /** The connections of one owner. */
    CompletionStage<Page<ConnectionProfile>> connections(UserId owner, Query query);

    /** Owners of keys that another master key than this one seals, by name, after one of them. */
    CompletionStage<List<UserId>> sealedOtherwise(String masterKey, @Nullable UserId after, int most);

    /** How many keys each master key seals, by its id. */
    CompletionStage<Map<String, Long>> seals();
}
