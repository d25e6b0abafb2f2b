package parley.engine.ledger;

import java.util.List;
import parley.engine.measure.Level;
import parley.engine.measure.Measures;
import parley.engine.measure.Series;

/** What one account adds to the numbers of holds. Used by its actor only. */
final class HoldCount {
    private final Measures measures;
    private final Level open;
    private int mine;

    HoldCount(Measures measures) {
        this.measures = measures;
        this.open = measures.level(Series.HOLDS_OPEN);
    }

    /** So many are open now. */
    void are(int now) {
        open.add(now - mine);
        mine = now;
    }

    /** This has happened. */
    void after(List<AccountEvent> events) {
        for (AccountEvent event : events) {
            switch (event) {
                case AccountEvent.Held _ -> measures.count(Series.HOLDS, "opened");
                case AccountEvent.Settled _ -> measures.count(Series.HOLDS, "settled");
                case AccountEvent.Released _ -> measures.count(Series.HOLDS, "released");
                default -> {}
            }
        }
    }
}
