package parley.engine.price;

import java.time.Clock;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.pubsub.Topic;
import parley.engine.kernel.Residence;
import parley.engine.kernel.UserId;

/** Finds the price list in the cluster, keeps the last one seen at hand, and tells the other nodes of a new one. */
final class ShardedPrices implements Prices {
    private final Residence<PriceList.Command> lists;
    private final Clock clock;
    private final ActorRef<Topic.Command<PriceBook>> topic;
    /** Whole lists only, a newer one instead of an older: read by every turn, so asking an actor each time will not do. */
    private final AtomicReference<PriceBook> latest;

    ShardedPrices(ActorSystem<?> system, PriceSettings settings, Clock clock) {
        this.clock = clock;
        latest = new AtomicReference<>(new PriceBook(0, settings.defaults()));
        lists = Residence.open(
                system, PriceList.KEY, settings.entity(), entity -> PriceList.create(entity.getShard(), settings));
        topic = system.systemActorOf(Topic.create(PriceBook.class, "prices"), "price-news", Props.empty());
        topic.tell(Topic.subscribe(system.systemActorOf(
                Behaviors.receiveMessage(news -> {
                    seen(news);
                    return Behaviors.same();
                }),
                "price-reader",
                Props.empty())));
    }

    @Override
    public PriceBook now() {
        return latest.get();
    }

    @Override
    public CompletionStage<PriceBook> list() {
        return lists.<PriceBook>ask(PriceList.ONLY, PriceList.Get::new).thenApply(this::seen);
    }

    @Override
    public CompletionStage<PriceBook> set(Price price, UserId by) {
        return lists.<PriceBook>ask(PriceList.ONLY, to -> new PriceList.SetPrice(price, by, clock.instant(), to))
                .thenApply(this::told);
    }

    @Override
    public CompletionStage<PriceBook> remove(String provider, String model, UserId by) {
        return lists.<PriceBook>ask(
                        PriceList.ONLY, to -> new PriceList.RemovePrice(provider, model, by, clock.instant(), to))
                .thenApply(this::told);
    }

    private PriceBook told(PriceBook news) {
        topic.tell(Topic.publish(news));
        return seen(news);
    }

    private PriceBook seen(PriceBook news) {
        latest.accumulateAndGet(news, (old, it) -> it.version() >= old.version() ? it : old);
        return news;
    }
}
