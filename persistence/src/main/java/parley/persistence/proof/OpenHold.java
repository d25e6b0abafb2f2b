package parley.persistence.proof;

import java.util.ArrayList;
import java.util.List;
import parley.persistence.proof.Grants.Portion;

/** Credits that are set aside, and the grants that they are of. */
record OpenHold(long credits, List<Portion> from) {
    OpenHold {
        from = List.copyOf(from);
    }

    OpenHold extended(long more, List<Portion> portions) {
        List<Portion> all = new ArrayList<>(from);
        all.addAll(portions);
        return new OpenHold(credits + more, all);
    }

    /** What goes back where so much of it is charged: what was taken first is spent first. */
    List<Portion> rest(long charged) {
        List<Portion> rest = new ArrayList<>();
        long missing = charged;
        for (Portion portion : from) {
            long gone = Math.clamp(missing, 0, Math.max(0, portion.credits()));
            missing -= gone;
            rest.add(new Portion(portion.grant(), portion.credits() - gone));
        }
        return rest;
    }
}
