package parley.engine.price;

import java.time.Clock;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import parley.engine.kernel.UserId;

/** The door to the price list. A turn keeps the row that it began with, whatever is set later. */
public interface Prices {
    /** The list as this node knows it, at most a moment behind the last change. */
    PriceBook now();

    /** The list as it is recorded. */
    CompletionStage<PriceBook> list();

    /** Sets the row of its provider and model; the answer is the new list. */
    CompletionStage<PriceBook> set(Price price, UserId by);

    /** Takes a row away, a configured default too; NOT_FOUND where there is none. */
    CompletionStage<PriceBook> remove(String provider, String model, UserId by);

    /** The price list of the whole cluster. */
    static Prices sharded(ActorSystem<?> system, PriceSettings settings, Clock clock) {
        return new ShardedPrices(system, settings, clock);
    }
}
