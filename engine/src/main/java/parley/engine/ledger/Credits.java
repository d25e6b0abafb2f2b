package parley.engine.ledger;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import parley.engine.kernel.Journaled;

/**
 * What is true of an account: available, held and spent credits always add up to what was granted.
 *
 * @param granted all that was ever granted
 * @param spent all that was ever settled
 * @param wasted all that was booked with nobody to pay for it
 * @param holds what is set aside, in the order it came
 * @param grants the ids of all grants, kept for ever: a forgotten one could be granted again
 * @param ended how the last holds ended
 */
@JsonTypeName("account.state")
record Credits(long granted, long spent, long wasted, Map<HoldId, Long> holds, List<String> grants, Ended ended)
        implements Journaled {
    static final Credits NONE = new Credits(0, 0, 0, Map.of(), List.of(), Ended.NONE);

    /** The copy keeps its order, so that a snapshot of the same state is the same text. */
    Credits {
        holds = Collections.unmodifiableMap(new LinkedHashMap<>(holds));
        grants = List.copyOf(grants);
    }

    long held() {
        return holds.values().stream().mapToLong(Long::longValue).sum();
    }

    long available() {
        return granted - spent - held();
    }

    Balance balance() {
        return new Balance(available(), held(), spent + wasted);
    }

    Credits granted(String grant, long credits) {
        List<String> grown = new ArrayList<>(grants);
        grown.add(grant);
        return new Credits(granted + credits, spent, wasted, holds, grown, ended);
    }

    Credits held(HoldId hold, long credits) {
        Map<HoldId, Long> grown = new LinkedHashMap<>(holds);
        grown.put(hold, credits);
        return new Credits(granted, spent, wasted, grown, grants, ended);
    }

    Credits settled(HoldId hold, long credits) {
        return new Credits(granted, spent + credits, wasted, without(hold), grants, ended(hold, Ended.How.SETTLED));
    }

    Credits released(HoldId hold) {
        return new Credits(granted, spent, wasted, without(hold), grants, ended(hold, Ended.How.RELEASED));
    }

    Credits wasted(String entry, long credits) {
        return new Credits(granted, spent, wasted + credits, holds, grants, ended.with(entry, Ended.How.WASTED));
    }

    /** The same account, which may have forgotten how holds ended beyond the last {@code most}. */
    Credits remembering(int most) {
        return new Credits(granted, spent, wasted, holds, grants, ended.atLeast(most));
    }

    private Map<HoldId, Long> without(HoldId hold) {
        Map<HoldId, Long> fewer = new LinkedHashMap<>(holds);
        fewer.remove(hold);
        return fewer;
    }

    private Ended ended(HoldId hold, Ended.How how) {
        return ended.with(hold.value(), how);
    }
}
