package parley.engine.floor;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.SerializationTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import parley.engine.kernel.Message;

/** Rules and limits cross between nodes inside messages. */
class CrossingTest {
    private static final ActorTestKit ACTORS = ActorTestKit.create(
            ConfigFactory.parseString("pekko.actor.provider = local").withFallback(ConfigFactory.load()));
    private static final SerializationTestKit WIRE = new SerializationTestKit(ACTORS.system());

    @AfterAll
    static void stop() {
        ACTORS.shutdownTestKit();
    }

    @Test
    void every_rule_and_every_limit_arrives_as_it_was_sent() {
        Stream<Manners> rules = ShapesTest.rules().map(it -> new Manners(it.getKey(), new Limit.Turns(1)));
        Stream<Manners> limits = ShapesTest.limits().map(it -> new Manners(new SpeakerRule.Manual(), it.getKey()));
        Stream.concat(rules, limits)
                .forEach(it -> assertThat(WIRE.verifySerialization(it, true)).isEqualTo(it));
    }

    private record Manners(SpeakerRule rule, Limit limit) implements Message {}
}
