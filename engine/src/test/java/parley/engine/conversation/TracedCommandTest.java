package parley.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.time.Instant;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.pattern.StatusReply;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import parley.engine.kernel.UserId;

/** A command that carries the name of a span goes between nodes of which one may never have heard of spans. */
class TracedCommandTest {
    private static final ActorTestKit KIT = ActorTestKit.create(ConfigFactory.load());
    private static final String SPAN = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final Serialization serialization = SerializationExtension.get(KIT.system());
    private final ObjectMapper cbor = new CBORMapper();

    @AfterAll
    static void close() {
        KIT.shutdownTestKit();
    }

    private ConversationCommand.Say say(@Nullable String span) {
        TestProbe<StatusReply<Accepted>> probe = KIT.createTestProbe();
        return new ConversationCommand.Say(new UserId("ada"), "m1", "Tea?", 1, null, Instant.EPOCH, span, probe.ref());
    }

    private byte[] sent(ConversationCommand command) {
        return serialization.serialize(command).get();
    }

    private ConversationCommand.Say received(byte[] bytes) throws IOException {
        int by = serialization.serializerFor(ConversationCommand.Say.class).identifier();
        return (ConversationCommand.Say) serialization
                .deserialize(bytes, by, ConversationCommand.Say.class.getName())
                .get();
    }

    @Test
    void the_span_arrives_with_the_command() throws IOException {
        assertThat(received(sent(say(SPAN))).traceparent()).isEqualTo(SPAN);
    }

    @Test
    void a_command_without_a_span_is_what_it_always_was() throws IOException {
        byte[] bytes = sent(say(null));

        assertThat(cbor.readTree(bytes).has("traceparent")).isFalse();
        assertThat(received(bytes).traceparent()).isNull();
    }

    @Test
    void what_a_node_has_never_heard_of_it_passes_over() throws IOException {
        ObjectNode later = (ObjectNode) cbor.readTree(sent(say(SPAN)));
        later.put("baggage", "of a later version");

        assertThat(received(cbor.writeValueAsBytes(later)).text()).isEqualTo("Tea?");
    }
}
