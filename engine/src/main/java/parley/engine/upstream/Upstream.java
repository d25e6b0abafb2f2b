package parley.engine.upstream;

import java.time.Clock;
import org.apache.pekko.actor.typed.ActorSystem;
import parley.engine.llm.ChatModel;

/** How models are reached without harm to whoever runs them. */
public interface Upstream {
    /** Reaches every model at once, as often as it is asked. */
    Upstream DIRECT = new Upstream() {
        @Override
        public ChatModel reach(Line line, Asker asker, ChatModel model) {
            return model;
        }

        @Override
        public Limits limits(String provider) {
            return new Limits(Integer.MAX_VALUE, 0, 0);
        }
    };

    /**
     * The same model, asked as its line allows: an answer waits for its place and says at which position, fails at once
     * while the provider is down, and is asked for again where it failed before anything of it was seen.
     */
    ChatModel reach(Line line, Asker asker, ChatModel model);

    /** How much a provider may be asked where nobody says otherwise. */
    Limits limits(String provider);

    /** The one whose limits hold for the whole cluster. */
    static Upstream sharded(ActorSystem<?> system, UpstreamSettings settings, Clock clock) {
        return new ShardedUpstream(system, settings, clock);
    }
}
