package parley.engine.agent;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import parley.engine.card.CardPrint;
import parley.engine.kernel.UserId;

/** Finds characters by what their cards hold. A search right after a write finds it. */
@FunctionalInterface
public interface CardPrints {
    /** The oldest of somebody's characters, retired ones aside, whose card has this {@link CardPrint}. */
    CompletionStage<Optional<AgentId>> holder(UserId owner, String print);
}
