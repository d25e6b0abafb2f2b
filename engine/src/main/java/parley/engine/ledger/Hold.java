package parley.engine.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Message;

/**
 * Credits that are set aside.
 *
 * @param from the grants that they are of, in the order in which they are spent
 * @param purpose absent in holds of before purposes were kept
 */
public record Hold(
        HoldId hold,
        long credits,
        List<Portion> from,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Purpose purpose)
        implements Message {
    public Hold {
        from = List.copyOf(from);
    }

    Hold extended(long more, List<Portion> portions) {
        List<Portion> all = new ArrayList<>(from);
        all.addAll(portions);
        return new Hold(hold, credits + more, all, purpose);
    }

    /** What goes back to the grants where so much of it is spent. */
    List<Portion> rest(long spent) {
        List<Portion> rest = new ArrayList<>();
        long left = spent;
        for (Portion portion : from) {
            long taken = Math.min(left, portion.credits());
            left -= taken;
            if (taken < portion.credits()) rest.add(new Portion(portion.grant(), portion.credits() - taken));
        }
        return rest;
    }
}
