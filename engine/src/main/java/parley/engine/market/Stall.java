package parley.engine.market;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding.ShardCommand;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.pattern.StatusReply;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandlerWithReply;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;
import parley.engine.agent.AgentId;
import parley.engine.kernel.EntitySettings;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Resident;
import parley.engine.market.StallCommand.Idle;
import parley.engine.market.StallCommand.Publish;
import parley.engine.market.StallCommand.Rate;
import parley.engine.market.StallCommand.Show;
import parley.engine.market.StallCommand.Shown;
import parley.engine.market.StallCommand.Take;
import parley.engine.market.StallCommand.Withdraw;
import parley.engine.market.StallState.Display;

/** One agent's place in the market. Ratings and copies outlive the offer, so that a new one does not begin from nothing. */
final class Stall extends Resident<StallCommand, StallEvent, StallState> {
    static final EntityTypeKey<StallCommand> KEY = EntityTypeKey.create(StallCommand.class, "Stall");

    private final AgentId agent;

    private Stall(
            AgentId agent, ActorContext<StallCommand> context, ActorRef<ShardCommand> shard, EntitySettings settings) {
        super(PersistenceId.of(KEY.name(), agent.value()), context, shard, settings, new Idle());
        this.agent = agent;
    }

    static Behavior<StallCommand> create(AgentId agent, ActorRef<ShardCommand> shard, EntitySettings settings) {
        return Behaviors.setup(context -> new Stall(agent, context, shard, settings));
    }

    @Override
    public StallState emptyState() {
        return StallState.EMPTY;
    }

    @Override
    public CommandHandlerWithReply<StallCommand, StallEvent, StallState> commandHandler() {
        return (state, command) -> switch (command) {
            case Publish publish -> onPublish(state, publish);
            case Withdraw withdraw -> onWithdraw(state, withdraw);
            case Show show -> onShow(state, show);
            case Rate rate -> onRate(state, rate);
            case Take take -> onTake(state, take);
            case Idle _ -> moveOut();
        };
    }

    private ReplyEffect<StallEvent, StallState> onPublish(StallState state, Publish publish) {
        Display last = state.display();
        if (last != null && !last.publisher().equals(publish.publisher())) return refuse(publish.replyTo(), unknown());
        if (last != null && state.open() && last.shows(publish))
            return answer(publish.replyTo(), state.offer(agent, last));
        return record(
                new StallEvent.Published(
                        publish.publisher(), publish.casting(), publish.notice(), publish.createdAt(), publish.at()),
                publish.replyTo(),
                Function.identity());
    }

    private ReplyEffect<StallEvent, StallState> onWithdraw(StallState state, Withdraw withdraw) {
        Display last = state.display();
        if (last == null || !last.publisher().equals(withdraw.publisher()))
            return refuse(withdraw.replyTo(), unknown());
        if (!state.open()) return answer(withdraw.replyTo(), state.offer(agent, last));
        return record(new StallEvent.Withdrawn(withdraw.at()), withdraw.replyTo(), Function.identity());
    }

    private ReplyEffect<StallEvent, StallState> onShow(StallState state, Show show) {
        return state.onOffer()
                .map(it -> answer(show.replyTo(), new Shown(state.offer(agent, it), state.copyOf(show.who()))))
                .orElseGet(() -> refuse(show.replyTo(), unknown()));
    }

    private ReplyEffect<StallEvent, StallState> onRate(StallState state, Rate rate) {
        Rating rating = rate.rating();
        Optional<Display> shown = state.onOffer();
        if (shown.isEmpty()) return refuse(rate.replyTo(), unknown());
        if (shown.get().publisher().equals(rating.user()))
            return refuse(rate.replyTo(), Refusal.forbidden("You cannot rate your own agent"));
        Integer before = state.starsOf(rating.user());
        boolean nothingNew =
                before != null && before == rating.stars() && rating.review().isEmpty();
        if (nothingNew) return answer(rate.replyTo(), rating);
        return record(
                new StallEvent.Rated(rating.user(), rating.stars(), before, rating.review(), rating.at()),
                rate.replyTo(),
                _ -> rating);
    }

    private ReplyEffect<StallEvent, StallState> onTake(StallState state, Take take) {
        Optional<Display> shown = state.onOffer();
        if (shown.isEmpty()) return refuse(take.replyTo(), unknown());
        if (shown.get().publisher().equals(take.user()))
            return refuse(take.replyTo(), Refusal.conflict("This agent is your own"));
        AgentId copy = state.copyOf(take.user());
        if (take.copy().equals(copy)) return answer(take.replyTo(), new Shown(state.offer(agent, shown.get()), copy));
        if (!Objects.equals(copy, take.instead())) return refuse(take.replyTo(), ShardedMarket.taken());
        return record(
                new StallEvent.Taken(take.user(), take.copy(), copy != null, take.at()),
                take.replyTo(),
                offer -> new Shown(offer, take.copy()));
    }

    private <T> ReplyEffect<StallEvent, StallState> record(
            StallEvent event, ActorRef<StatusReply<T>> replyTo, Function<Offer, T> reply) {
        return Effect().persist(event).thenReply(replyTo, state -> {
            Display shown = state.display();
            return shown == null ? unknown().reply() : StatusReply.success(reply.apply(state.offer(agent, shown)));
        });
    }

    private static Refusal unknown() {
        return Refusal.notFound("There is no such agent in the marketplace");
    }

    @Override
    public EventHandler<StallState, StallEvent> eventHandler() {
        return (state, event) -> event.appliedTo(state);
    }
}
