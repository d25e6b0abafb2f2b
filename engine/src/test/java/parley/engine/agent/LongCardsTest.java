package parley.engine.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import parley.engine.card.Card;
import parley.engine.kernel.EntitySettings;
import parley.engine.kernel.UserId;
import parley.engine.llm.ModelRef;
import parley.engine.speech.Voice;

/** Cards are long, and their agents live on any node. */
class LongCardsTest {
    private static final int AGENTS = 4;
    private static final int LENGTH = 2 * 1024 * 1024;
    private static final Config CONFIG = PersistenceTestKitPlugin.getInstance()
            .config()
            .withFallback(PersistenceTestKitSnapshotPlugin.config())
            .withFallback(ConfigFactory.parseString("""
                pekko.actor.provider = cluster
                pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                pekko.cluster.jmx.multi-mbeans-in-same-jvm = on
                pekko.loglevel = WARNING
                pekko.coordinated-shutdown.exit-jvm = off
                """))
            .withFallback(ConfigFactory.parseResources("parley-engine.conf"))
            .withFallback(ConfigFactory.load())
            .resolve();

    @AutoClose("shutdownTestKit")
    private final ActorTestKit here = ActorTestKit.create("agents", CONFIG);

    @AutoClose("shutdownTestKit")
    private final ActorTestKit there = ActorTestKit.create("agents", CONFIG);

    private static Agents agents(ActorTestKit kit) {
        EntitySettings settings =
                EntitySettings.from(kit.system().settings().config().getConfig("parley.agent.entity"));
        return Agents.sharded(kit.system(), new AgentSettings(settings), Clock.systemUTC(), new SecureRandom());
    }

    private void together() {
        Cluster first = Cluster.get(here.system());
        first.manager().tell(Join.create(first.selfMember().address()));
        Cluster.get(there.system())
                .manager()
                .tell(Join.create(first.selfMember().address()));
        here.createTestProbe()
                .awaitAssert(
                        Duration.ofSeconds(20),
                        () -> assertThat(first.state().getMembers())
                                .hasSize(2)
                                .allSatisfy(
                                        it -> assertThat(it.status().toString()).isEqualTo("Up")));
    }

    /** A picture inside a card can hardly be packed. */
    @Test
    void a_card_of_any_length_reaches_its_agent_on_any_node_and_comes_back() {
        together();
        Agents agents = agents(here);
        agents(there);
        byte[] noise = new byte[LENGTH / 4 * 3];
        new Random(7).nextBytes(noise);
        Card card =
                Card.of("{\"name\":\"Mira\",\"assets\":[{\"type\":\"icon\",\"name\":\"main\",\"ext\":\"png\",\"uri\":\""
                        + "data:image/png;base64," + Base64.getEncoder().encodeToString(noise) + "\"}]}");
        Casting casting =
                new Casting("Mira", new Persona.Carded(card, null), new ModelRef("scripted", "demo"), Voice.NONE);

        for (int n = 0; n < AGENTS; n++)
            assertThat(agents.create(new UserId("ada"), casting)
                            .toCompletableFuture()
                            .orTimeout(20, TimeUnit.SECONDS)
                            .join()
                            .casting()
                            .equals(casting))
                    .isTrue();
    }
}
