package parley.engine.ledger;

import parley.engine.llm.ModelRef;
import parley.engine.llm.Usage;

public record Tariff(long perMessage, long perThousand) {
    public long most(ModelRef model, long promptTokens, long maxTokens) {
        return 10;
    }

    public long cost(ModelRef model, Usage usage) {
        return 1;
    }
}
