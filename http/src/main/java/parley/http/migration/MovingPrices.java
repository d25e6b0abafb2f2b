package parley.http.migration;

import java.math.BigDecimal;
import parley.engine.price.Price;
import parley.http.migration.Report.Fate;

/** What models cost. */
record MovingPrices(Move move) {
    void run() {
        try (Origin.Rows rows = move.origin().rows(Kind.MODEL_CREDIT_COSTS)) {
            for (Fields row = rows.next(); row != null; row = rows.next()) {
                Fields price = row;
                move.each(Kind.MODEL_CREDIT_COSTS, price, () -> moved(price));
            }
        }
        move.crew().rest();
    }

    private void moved(Fields row) {
        String id = row.text("id").orElse("");
        if (!row.flag(true, "is_active")) {
            move.report().tell(Kind.MODEL_CREDIT_COSTS, Fate.SKIPPED, id, "it was switched off");
            return;
        }
        BigDecimal tokens = row.decimal("cost_per_1k_tokens").orElse(BigDecimal.ZERO);
        Price price = new Price(
                row.must("provider").strip(),
                row.must("model_name").strip(),
                row.flag(false, "is_default_model"),
                0,
                row.decimal("cost_per_message").orElse(BigDecimal.ONE),
                tokens,
                tokens,
                null,
                null,
                null,
                BigDecimal.ZERO);
        Step step = new Step(move, Kind.MODEL_CREDIT_COSTS, id, price.provider());
        step.then(() -> move.destination().price(price));
        step.end();
    }
}
