package parley.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Instant;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.SerializationTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import parley.engine.agent.AgentId;
import parley.engine.conversation.ConversationEvent;
import parley.engine.conversation.Cursor;
import parley.engine.conversation.FeedEvent;
import parley.engine.ledger.Balance;

/** What crosses between nodes arrives as it was sent. */
class MessagesTest {
    private static final ActorTestKit ACTORS = ActorTestKit.create(
            ConfigFactory.parseString("pekko.actor.provider = local").withFallback(ConfigFactory.load()));
    private static final SerializationTestKit WIRE = new SerializationTestKit(ACTORS.system());
    private static final Cursor HERE = new Cursor(7, 3);

    @AfterAll
    static void stop() {
        ACTORS.shutdownTestKit();
    }

    @Test
    void a_record_arrives() {
        assertThat(WIRE.verifySerialization(new Balance(1, 2, 3), true)).isEqualTo(new Balance(1, 2, 3));
    }

    @Test
    void a_member_of_a_sealed_family_arrives_inside_another_message() {
        FeedEvent delta = new FeedEvent.Delta(HERE, 1, 1, new AgentId("agent-1"), "Hello");
        FeedEvent recorded = new FeedEvent.Recorded(
                HERE, new ConversationEvent.Deleted(Instant.parse("2026-11-21T12:00:00.123456Z")));
        assertThat(WIRE.verifySerialization(new Envelope(delta), true)).isEqualTo(new Envelope(delta));
        assertThat(WIRE.verifySerialization(new Envelope(recorded), true)).isEqualTo(new Envelope(recorded));
        assertThat(WIRE.verifySerialization(recorded, true)).isEqualTo(recorded);
    }

    private record Envelope(FeedEvent event) implements Message {}
}
