package parley.engine.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.engine.kernel.Refusal.Kind.CONFLICT;
import static parley.engine.kernel.Refusal.Kind.NOT_FOUND;

import com.typesafe.config.ConfigFactory;
import java.time.Instant;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding.ShardCommand;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.engine.kernel.EntitySettings;
import parley.engine.kernel.Scenario;
import parley.engine.kernel.UserId;
import parley.engine.llm.ModelRef;
import parley.engine.speech.Voice;

class AgentTest {
    private static final UserId ADA = new UserId("ada");
    private static final UserId EVE = new UserId("eve");
    private static final AgentId ID = new AgentId("agent-1");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(60);
    private static final Casting BUTLER = casting("Butler");
    private static final Casting PIRATE = casting("Pirate");
    private static final Agent.Created CREATED = new Agent.Created(ADA, BUTLER, NOON);

    @RegisterExtension
    static final Scenario<Agent.Command, Agent.Event, AgentProfile> agent = Scenario.of(shard -> Agent.create(
            ID,
            shard,
            AgentSettings.from(ConfigFactory.load().getConfig("parley.agent")).entity()));

    @Test
    void is_created_once() {
        agent.given()
                .when(to -> new Agent.Create(ADA, BUTLER, NOON, to))
                .then(CREATED)
                .replies(new AgentProfile(ID, ADA, BUTLER, NOON, NOON));
        agent.given(CREATED)
                .when(to -> new Agent.Create(ADA, BUTLER, LATER, to))
                .then()
                .replies(new AgentProfile(ID, ADA, BUTLER, NOON, NOON));
        agent.given(CREATED)
                .when(to -> new Agent.Create(EVE, PIRATE, LATER, to))
                .refuses(CONFLICT);
    }

    @Test
    void is_adopted_under_its_old_id_and_stays_as_its_owner_has_made_it() {
        agent.given()
                .when(to -> new Agent.Adopt(ADA, BUTLER, NOON, to))
                .then(CREATED)
                .replies(new AgentProfile(ID, ADA, BUTLER, NOON, NOON));
        agent.given(CREATED, new Agent.Recast(PIRATE, LATER))
                .when(to -> new Agent.Adopt(ADA, BUTLER, NOON, to))
                .then()
                .replies(new AgentProfile(ID, ADA, PIRATE, NOON, LATER));
        agent.given(CREATED).when(to -> new Agent.Adopt(EVE, BUTLER, NOON, to)).refuses(CONFLICT);
        agent.given(CREATED, new Agent.Retired(LATER))
                .when(to -> new Agent.Adopt(ADA, BUTLER, NOON, to))
                .refuses(CONFLICT, "an agent of that id is retired");
    }

    @Test
    void shows_itself_to_its_owner_alone() {
        agent.given(CREATED)
                .when(to -> new Agent.GetProfile(ADA, to))
                .then()
                .replies(new AgentProfile(ID, ADA, BUTLER, NOON, NOON));
        agent.given(CREATED).when(to -> new Agent.GetProfile(EVE, to)).refuses(NOT_FOUND, "there is no such agent");
        agent.given().when(to -> new Agent.GetProfile(EVE, to)).refuses(NOT_FOUND, "there is no such agent");
    }

    @Test
    void is_recast_by_its_owner_alone() {
        agent.given(CREATED)
                .when(to -> new Agent.CastAnew(ADA, PIRATE, LATER, to))
                .then(new Agent.Recast(PIRATE, LATER))
                .replies(new AgentProfile(ID, ADA, PIRATE, NOON, LATER));
        agent.given(CREATED)
                .when(to -> new Agent.CastAnew(EVE, PIRATE, LATER, to))
                .refuses(NOT_FOUND);
    }

    @Test
    void records_nothing_when_it_is_recast_as_it_is() {
        agent.given(CREATED, new Agent.Recast(PIRATE, LATER))
                .when(to -> new Agent.CastAnew(ADA, PIRATE, LATER.plusSeconds(1), to))
                .then()
                .replies(new AgentProfile(ID, ADA, PIRATE, NOON, LATER));
    }

    @Test
    void is_gone_for_its_owner_too_once_it_is_retired() {
        agent.given(CREATED).when(to -> new Agent.Retire(EVE, LATER, to)).refuses(NOT_FOUND);
        agent.given(CREATED)
                .when(to -> new Agent.Retire(ADA, LATER, to))
                .then(new Agent.Retired(LATER))
                .replies(new AgentProfile(ID, ADA, BUTLER, NOON, NOON));
        agent.given(CREATED, new Agent.Retired(LATER))
                .when(to -> new Agent.GetProfile(ADA, to))
                .refuses(NOT_FOUND);
        agent.given(CREATED, new Agent.Retired(LATER))
                .when(to -> new Agent.Create(ADA, BUTLER, LATER, to))
                .refuses(CONFLICT);
    }

    @Test
    void asks_its_shard_to_let_it_go_when_it_was_idle() {
        agent.given(CREATED).told(new Agent.Idle());
        assertThat(agent.askedOfTheShard()).isInstanceOf(ClusterSharding.Passivate.class);
    }

    @Test
    void finds_by_itself_that_it_is_idle() {
        ActorTestKit actors = ActorTestKit.create(ConfigFactory.parseString("pekko.actor.provider = local")
                .withFallback(PersistenceTestKitPlugin.config())
                .withFallback(PersistenceTestKitSnapshotPlugin.config())
                .withFallback(ConfigFactory.load()));
        try {
            EntitySettings hasty = EntitySettings.from(ConfigFactory.parseString("idle = 1ms")
                    .withFallback(ConfigFactory.load().getConfig("parley.entity")));
            TestProbe<ShardCommand> shard = actors.createTestProbe();
            var sitting = actors.spawn(Agent.create(ID, shard.ref(), hasty));
            shard.expectMessage(new ClusterSharding.Passivate<>(sitting));
        } finally {
            actors.shutdownTestKit();
        }
    }

    private static Casting casting(String name) {
        return new Casting(name, new Persona.Plain("You are a " + name), ModelRef.DEFAULT, Voice.NONE);
    }
}
