package parley.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.Serializers;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import parley.engine.agent.AgentId;
import parley.engine.kernel.UserId;

/** What rooms tell viewers at other nodes arrives whole and in order, and tokens share a message. */
class CourierTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @AutoClose("shutdownTestKit")
    private final ActorTestKit kit = ActorTestKit.create(ManualTime.config()
            .withFallback(ConfigFactory.parseString("pekko.actor.provider = local"))
            .withFallback(ConfigFactory.load()));

    private final ManualTime time = ManualTime.get(kit.system());
    private final ActorRef<Courier.Command> courier = kit.spawn(Courier.create());
    private final TestProbe<Courier.Command> there = kit.createTestProbe();
    private final TestProbe<Live> viewer = kit.createTestProbe();

    private static Live.Happened token(int offset, String text) {
        return new Live.Happened(
                new FeedEvent.Delta(new Cursor(7, offset + text.length()), 1, 1, new AgentId("Ann"), text));
    }

    private static Live.Happened ended() {
        return new Live.Happened(
                new FeedEvent.Recorded(new Cursor(8, 0), new ConversationEvent.TurnCharged(1, 3, NOON)));
    }

    private void told(Live... what) {
        for (Live it : what)
            courier.tell(new Courier.Post(there.getRef(), new Courier.Letter(List.of(viewer.getRef()), it)));
    }

    private List<Live> parcel() {
        return there.expectMessageClass(Courier.Parcel.class).letters().stream()
                .map(Courier.Letter::what)
                .toList();
    }

    @Test
    void the_first_token_goes_at_once_and_those_that_follow_it_soon_go_together() {
        told(token(0, "One "));
        assertThat(parcel()).containsExactly(token(0, "One "));

        told(token(4, "two "), token(8, "three."));
        there.expectNoMessage();
        time.timePasses(Courier.WINDOW);

        assertThat(parcel()).containsExactly(token(4, "two "), token(8, "three."));
    }

    @Test
    void after_a_pause_a_token_does_not_wait() {
        told(token(0, "One "));
        parcel();
        time.timePasses(Courier.WINDOW.multipliedBy(2));

        told(token(4, "two "));

        assertThat(parcel()).containsExactly(token(4, "two "));
    }

    @Test
    void what_is_no_token_waits_for_nothing_and_takes_along_what_does() {
        told(token(0, "One "), token(4, "two "), ended());

        assertThat(parcel()).containsExactly(token(0, "One "));
        assertThat(parcel()).containsExactly(token(4, "two "), ended());
    }

    @Test
    void a_parcel_is_bounded_however_much_is_said() {
        String long_ = "x".repeat(10_000);
        told(token(0, "One "), token(4, long_), token(10_004, long_));

        assertThat(parcel()).hasSize(1);
        assertThat(parcel()).hasSize(2);

        for (int i = 0; i < 1_000; i++) told(token(i, "x"));
        for (int i = 0; i < 3; i++) assertThat(parcel()).hasSizeLessThanOrEqualTo(256);
    }

    @Test
    void nodes_wait_for_themselves_alone() {
        TestProbe<Courier.Command> elsewhere = kit.createTestProbe();
        told(token(0, "One "));
        parcel();

        Courier.Letter letter = new Courier.Letter(List.of(viewer.getRef()), token(0, "Two "));
        courier.tell(new Courier.Post(elsewhere.getRef(), letter));

        assertThat(elsewhere.expectMessageClass(Courier.Parcel.class).letters()).containsExactly(letter);
    }

    @Test
    void a_parcel_is_opened_where_it_arrives_and_every_viewer_is_told_in_order() {
        TestProbe<Live> second = kit.createTestProbe();
        courier.tell(new Courier.Parcel(List.of(
                new Courier.Letter(List.of(viewer.getRef(), second.getRef()), token(0, "One ")),
                new Courier.Letter(List.of(viewer.getRef()), ended()))));

        viewer.expectMessage(token(0, "One "));
        viewer.expectMessage(ended());
        second.expectMessage(token(0, "One "));
        second.expectNoMessage(Duration.ZERO);
    }

    @Test
    void a_parcel_crosses_between_nodes_as_it_was() {
        Courier.Parcel parcel = new Courier.Parcel(List.of(
                new Courier.Letter(List.of(viewer.getRef()), token(0, "One ")),
                new Courier.Letter(List.of(viewer.getRef()), ended())));
        Serialization serialization = SerializationExtension.get(kit.system());
        byte[] bytes = serialization.serialize(parcel).get();
        var serializer = serialization.findSerializerFor(parcel);

        Object read = serialization
                .deserialize(bytes, serializer.identifier(), Serializers.manifestFor(serializer, parcel))
                .get();

        assertThat(read).isEqualTo(parcel);
    }

    @Test
    void a_viewer_at_a_node_of_an_older_build_names_no_courier_and_one_of_this_build_does() throws IOException {
        Serialization serialization = SerializationExtension.get(kit.system());
        ConversationCommand.Watch watch =
                new ConversationCommand.Watch(new UserId("ada"), viewer.getRef(), null, there.getRef());
        ObjectMapper cbor = new CBORMapper();
        byte[] bytes = serialization.serialize(watch).get();
        ObjectNode older = (ObjectNode) cbor.readTree(bytes);
        older.remove("courier");
        int by = serialization.serializerFor(ConversationCommand.Watch.class).identifier();
        String name = ConversationCommand.Watch.class.getName();

        assertThat(serialization.deserialize(bytes, by, name).get()).isEqualTo(watch);
        assertThat(serialization
                        .deserialize(cbor.writeValueAsBytes(older), by, name)
                        .get())
                .isEqualTo(new ConversationCommand.Watch(new UserId("ada"), viewer.getRef(), null, null));
    }

    @Test
    void viewers_at_the_rooms_own_node_are_told_at_once_and_others_by_the_courier_of_theirs() {
        TestProbe<Courier.Command> own = kit.createTestProbe();
        TestProbe<Live> near = kit.createTestProbe();
        TestProbe<Live> older = kit.createTestProbe();
        Audience audience = new Audience(own.getRef());
        assertThat(audience.add(near.getRef(), own.getRef())).isTrue();
        assertThat(audience.add(older.getRef(), null)).isTrue();
        assertThat(audience.add(viewer.getRef(), there.getRef())).isTrue();
        assertThat(audience.add(viewer.getRef(), there.getRef())).isFalse();

        audience.tell(token(0, "One "));

        near.expectMessage(token(0, "One "));
        older.expectMessage(token(0, "One "));
        own.expectMessage(
                new Courier.Post(there.getRef(), new Courier.Letter(List.of(viewer.getRef()), token(0, "One "))));
        viewer.expectNoMessage();
    }

    @Test
    void whoever_has_left_is_told_nothing_more() {
        TestProbe<Courier.Command> own = kit.createTestProbe();
        Audience audience = new Audience(own.getRef());
        audience.add(viewer.getRef(), there.getRef());

        assertThat(audience.remove(viewer.getRef())).isTrue();
        assertThat(audience.remove(viewer.getRef())).isFalse();
        assertThat(audience.isEmpty()).isTrue();
        audience.tell(token(0, "One "));

        own.expectNoMessage();
    }
}
