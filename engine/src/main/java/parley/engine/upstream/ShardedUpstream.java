package parley.engine.upstream;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.stream.javadsl.Source;
import parley.engine.llm.ChatModel;
import parley.engine.llm.Chunk;
import parley.engine.llm.Prompt;
import parley.engine.measure.Measures;
import parley.engine.measure.Series;

/** Every line has its turnstile somewhere in the cluster. */
final class ShardedUpstream implements Upstream {
    private final ClusterSharding sharding;
    private final UpstreamSettings settings;
    private final Clock clock;
    private final Measures measures;

    ShardedUpstream(ActorSystem<?> system, UpstreamSettings settings, Clock clock) {
        this.sharding = ClusterSharding.get(system);
        this.settings = settings;
        this.clock = clock;
        this.measures = Measures.of(system);
        sharding.init(Entity.of(Turnstile.KEY, context -> Turnstile.create(context.getShard(), settings, clock)));
    }

    @Override
    public Limits limits(String provider) {
        return settings.limits(provider);
    }

    @Override
    public ChatModel reach(Line line, Asker asker, ChatModel model) {
        EntityRef<TurnstileCommand> turnstile = sharding.entityRefFor(Turnstile.KEY, line.name());
        Visit.Way way = new Visit.Way(line, asker, turnstile::tell, settings.reachWithin());
        return new Patient(
                new Placed(way, model),
                settings.retries(),
                clock,
                () -> ThreadLocalRandom.current().nextDouble(),
                failure -> measures.count(Series.UPSTREAM_RETRIES, LineLevels.label(line), failure.code()));
    }

    /** A model that is asked only by who has a place. */
    private record Placed(Visit.Way way, ChatModel model) implements ChatModel {
        @Override
        public Source<Chunk, NotUsed> answer(Prompt prompt) {
            return Source.fromGraph(new Visit(way, () -> model.answer(prompt)));
        }

        @Override
        public Optional<byte[]> wire(Prompt prompt) {
            return model.wire(prompt);
        }
    }
}
