package parley.persistence.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.engine.kernel.Journaled;
import parley.engine.kernel.UserId;
import parley.engine.safe.Sealed;
import parley.engine.voicing.ChoirEvent;
import parley.engine.voicing.Delivery;
import parley.engine.voicing.VoiceConnectionId;
import parley.engine.voicing.VoiceProvider;
import parley.engine.voicing.VoiceWiring;
import parley.persistence.Store;
import parley.persistence.database.Database;
import parley.persistence.journal.Rebuild;

@ParameterizedClass
@EnumSource(Store.class)
class VoiceKeyListTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final VoiceWiring WIRING = new VoiceWiring(
            "Radio", "", VoiceProvider.OPENAI, VoiceWiring.Kind.TTS, null, Delivery.USUAL, null, false, true);

    @SuppressWarnings("NullAway.Init")
    private static ActorTestKit kit;

    private final String id = UUID.randomUUID().toString();
    private final UserId owner = new UserId("u-" + id);

    VoiceKeyListTest(Store store) {
        assertThat(Database.of(kit.system()).dialect().name()).isEqualTo(store.name());
    }

    @BeforeParameterizedClassInvocation
    static void open(Store store) {
        kit = ActorTestKit.create("voices", store.fresh());
    }

    @AfterParameterizedClassInvocation
    static void close() {
        kit.shutdownTestKit();
    }

    @Test
    void keys_are_known_by_their_seals_as_they_are_now_and_after_a_rebuild_as_well() {
        VoiceKeyList list = new VoiceKeyList(Database.of(kit.system()));
        VoiceConnectionId one = new VoiceConnectionId("one");
        VoiceConnectionId two = new VoiceConnectionId("two");
        VoiceConnectionId three = new VoiceConnectionId("three");
        store(
                new ChoirEvent.Added(one, WIRING, sealed("first-"), NOON),
                new ChoirEvent.Added(two, WIRING, null, NOON),
                new ChoirEvent.Added(three, WIRING, sealed("gone-"), NOON),
                new ChoirEvent.Changed(one, WIRING, null, NOON),
                new ChoirEvent.Changed(two, WIRING, sealed("second-"), NOON),
                new ChoirEvent.Removed(three, NOON));
        for (int time = 0; time < 2; time++) {
            assertThat(join(list.seals()))
                    .containsEntry("first-" + id, 1L)
                    .containsEntry("second-" + id, 1L)
                    .doesNotContainKey("gone-" + id);
            assertThat(join(list.sealedOtherwise("first-" + id, null, 1000))).contains(owner);
            join(Rebuild.of(kit.system()).run(_ -> {}));
        }
        store(new ChoirEvent.Resealed(one, sealed("new-"), NOON), new ChoirEvent.Resealed(two, sealed("new-"), NOON));
        assertThat(join(list.sealedOtherwise("new-" + id, null, 1000))).doesNotContain(owner);
        assertThat(join(list.seals())).containsEntry("new-" + id, 2L);
    }

    private Sealed sealed(String with) {
        return new Sealed(with + id, "text");
    }

    private void store(Journaled... events) {
        join(Diary.write(kit, PersistenceId.of("Choir", owner.value()), List.of(events)));
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
