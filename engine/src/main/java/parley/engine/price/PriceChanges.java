package parley.engine.price;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import parley.engine.kernel.Journaled;

/**
 * What was changed of the configured prices.
 *
 * @param version how often
 * @param set rows that stand instead of the defaults
 * @param removed defaults that do not stand any more
 */
@JsonTypeName("price.state")
record PriceChanges(long version, List<Price> set, List<Removed> removed) implements Journaled {
    static final PriceChanges NONE = new PriceChanges(0, List.of(), List.of());

    PriceChanges {
        set = List.copyOf(set);
        removed = List.copyOf(removed);
    }

    /** A row that is gone. */
    record Removed(String provider, String model) {
        boolean names(Price price) {
            return provider.equals(price.provider()) && model.equals(price.model());
        }
    }

    PriceChanges with(Price price) {
        Removed name = new Removed(price.provider(), price.model());
        List<Price> rows = others(name);
        rows.add(price);
        return new PriceChanges(version + 1, rows, still(name));
    }

    PriceChanges without(String provider, String model) {
        Removed name = new Removed(provider, model);
        List<Removed> gone = still(name);
        gone.add(name);
        return new PriceChanges(version + 1, others(name), gone);
    }

    int size() {
        return set.size() + removed.size();
    }

    /** The list that these changes make of the defaults. */
    PriceBook over(List<Price> defaults) {
        Stream<Price> standing = defaults.stream()
                .filter(it -> removed.stream().noneMatch(gone -> gone.names(it)))
                .filter(it -> set.stream().noneMatch(row -> new Removed(row.provider(), row.model()).names(it)));
        return new PriceBook(version, Stream.concat(standing, set.stream()).toList());
    }

    private List<Price> others(Removed name) {
        List<Price> rows = new ArrayList<>(set);
        rows.removeIf(name::names);
        return rows;
    }

    private List<Removed> still(Removed name) {
        List<Removed> gone = new ArrayList<>(removed);
        gone.remove(name);
        return gone;
    }
}
