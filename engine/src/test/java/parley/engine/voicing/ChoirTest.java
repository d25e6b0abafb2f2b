package parley.engine.voicing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static parley.engine.kernel.Refusal.Kind.CONFLICT;
import static parley.engine.kernel.Refusal.Kind.INVALID;
import static parley.engine.kernel.Refusal.Kind.NOT_FOUND;

import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding.ShardCommand;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.engine.kernel.EntitySettings;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Scenario;
import parley.engine.kernel.UserId;
import parley.engine.safe.Sealed;
import parley.engine.voicing.ChoirCommand.Fetched;
import parley.engine.voicing.ChoirCommand.Older;
import parley.engine.voicing.ChoirCommand.Shown;
import parley.engine.voicing.ChoirEvent.Added;
import parley.engine.voicing.ChoirEvent.Changed;
import parley.engine.voicing.ChoirEvent.Removed;
import parley.engine.voicing.ChoirEvent.Resealed;

class ChoirTest {
    private static final UserId ADA = new UserId("ada");
    private static final VoiceConnectionId ONE = new VoiceConnectionId("voice-1");
    private static final VoiceConnectionId TWO = new VoiceConnectionId("voice-2");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(60);
    private static final Sealed OLD = new Sealed("old", "c2VhbGVk");
    private static final Sealed NEW = new Sealed("new", "c2VhbGVkIGFuZXc=");
    private static final Added ADDED = new Added(ONE, wiring("Radio", 1), OLD, NOON);
    private static final Added KEYLESS = new Added(TWO, wiring("Plain", 1), null, NOON);

    @RegisterExtension
    static final Scenario<ChoirCommand, ChoirEvent, VoiceConnectionProfile> choir = Scenario.of(ChoirTest::actor);

    @RegisterExtension
    static final Scenario<ChoirCommand, ChoirEvent, Shown> showing = Scenario.of(ChoirTest::actor);

    @RegisterExtension
    static final Scenario<ChoirCommand, ChoirEvent, Fetched> fetching = Scenario.of(ChoirTest::actor);

    @RegisterExtension
    static final Scenario<ChoirCommand, ChoirEvent, Older> seeking = Scenario.of(ChoirTest::actor);

    private static Behavior<ChoirCommand> actor(ActorRef<ShardCommand> shard) {
        return Choir.create(ADA, shard, EntitySettings.from(ConfigFactory.load().getConfig("parley.voicing.entity")));
    }

    private static VoiceWiring wiring(String name, double speed) {
        Delivery usual = Delivery.USUAL;
        Delivery delivery = new Delivery(speed, usual.pitch(), usual.stability(), usual.clarity(), usual.style());
        return new VoiceWiring(
                name, "", VoiceProvider.ELEVENLABS, VoiceWiring.Kind.TTS, "abc", delivery, null, false, true);
    }

    private static VoiceConnectionProfile profile(
            VoiceConnectionId id, VoiceWiring wiring, boolean hasKey, Instant updatedAt) {
        return new VoiceConnectionProfile(id, ADA, wiring, hasKey, NOON, updatedAt);
    }

    private static VoiceChange change(@Nullable Double speed) {
        return new VoiceChange(
                null, null, null, null, false, null, speed, null, null, null, null, false, null, null, null);
    }

    @Test
    void is_added_once_however_often_it_is_asked() {
        choir.given()
                .when(to -> new ChoirCommand.Add(ONE, wiring("Radio", 1), OLD, NOON, to))
                .then(ADDED)
                .replies(profile(ONE, wiring("Radio", 1), true, NOON));
        choir.given(ADDED)
                .when(to -> new ChoirCommand.Add(ONE, wiring("Radio", 1), NEW, LATER, to))
                .then()
                .replies(profile(ONE, wiring("Radio", 1), true, NOON));
        choir.given(ADDED)
                .when(to -> new ChoirCommand.Add(ONE, wiring("Other", 1), OLD, LATER, to))
                .refuses(CONFLICT);
    }

    @Test
    void there_are_at_most_a_hundred() {
        ChoirEvent[] hundred = IntStream.range(0, 100)
                .mapToObj(n -> new Added(new VoiceConnectionId("voice-" + n), wiring("n" + n, 1), null, NOON))
                .toArray(ChoirEvent[]::new);
        choir.given(hundred)
                .when(to -> new ChoirCommand.Add(new VoiceConnectionId("more"), wiring("More", 1), null, NOON, to))
                .refuses(CONFLICT, "there may be at most 100 voice connections");
    }

    @Test
    void a_change_without_a_key_leaves_the_key_and_one_of_nothing_is_no_event() {
        choir.given(ADDED)
                .when(to -> new ChoirCommand.Change(ONE, change(2.0), null, LATER, to))
                .then(new Changed(ONE, wiring("Radio", 2), null, LATER))
                .replies(profile(ONE, wiring("Radio", 2), true, LATER));
        choir.given(ADDED)
                .when(to -> new ChoirCommand.Change(ONE, change(1.0), null, LATER, to))
                .then()
                .replies(profile(ONE, wiring("Radio", 1), true, NOON));
        fetching.given(KEYLESS, new Changed(TWO, wiring("Plain", 1), NEW, LATER))
                .when(to -> new ChoirCommand.Fetch(TWO, to))
                .then()
                .replies(new Fetched(profile(TWO, wiring("Plain", 1), true, LATER), NEW));
        choir.given(ADDED)
                .when(to -> new ChoirCommand.Change(ONE, change(9.0), null, LATER, to))
                .refuses(INVALID);
    }

    @Test
    void a_key_is_sealed_anew_unless_it_has_changed_meanwhile() {
        seeking.given(ADDED, KEYLESS)
                .when(to -> new ChoirCommand.FetchOlder("new", to))
                .then()
                .replies(new Older(List.of(new Fetched(profile(ONE, wiring("Radio", 1), true, NOON), OLD))));
        choir.given(ADDED)
                .when(to -> new ChoirCommand.Reseal(ONE, OLD, NEW, LATER, to))
                .then(new Resealed(ONE, NEW, LATER))
                .replies(profile(ONE, wiring("Radio", 1), true, NOON));
        choir.given(ADDED, new Changed(ONE, wiring("Radio", 1), NEW, LATER))
                .when(to -> new ChoirCommand.Reseal(ONE, OLD, NEW, LATER, to))
                .then();
    }

    @Test
    void what_is_removed_is_not_there() {
        Removed removed = new Removed(ONE, LATER);
        choir.given(ADDED, KEYLESS)
                .when(to -> new ChoirCommand.Remove(ONE, LATER, to))
                .then(removed);
        showing.given(ADDED, KEYLESS, removed)
                .when(ChoirCommand.ShowAll::new)
                .then()
                .replies(new Shown(List.of(profile(TWO, wiring("Plain", 1), false, NOON))));
        choir.given(ADDED, removed)
                .when(to -> new ChoirCommand.Change(ONE, change(2.0), null, LATER, to))
                .refuses(NOT_FOUND);
    }

    @ParameterizedTest
    @CsvSource({"0.09,1,0,0", "3.01,1,0,0", "NaN,1,0,0", "1,2.01,0,0", "1,0,0,0", "1,1,1.01,0", "1,1,0,-0.01"})
    void a_delivery_has_bounds(double speed, double pitch, double stability, double clarity) {
        assertThatThrownBy(() -> new Delivery(speed, pitch, stability, clarity, Delivery.Style.PODCAST))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void an_address_is_one_of_the_web() {
        assertThatThrownBy(() -> new VoiceWiring(
                        "A",
                        "",
                        VoiceProvider.OPENAI,
                        VoiceWiring.Kind.TTS,
                        null,
                        Delivery.USUAL,
                        URI.create("file:///etc"),
                        false,
                        true))
                .isInstanceOf(Refusal.class);
    }
}
