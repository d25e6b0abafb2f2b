package parley.persistence.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.engine.connection.ConnectionId;
import parley.engine.connection.ConnectionIndex;
import parley.engine.connection.ConnectionProfile;
import parley.engine.connection.SwitchboardEvent;
import parley.engine.connection.Wiring;
import parley.engine.kernel.Journaled;
import parley.engine.kernel.Page;
import parley.engine.kernel.UserId;
import parley.engine.safe.Sealed;
import parley.persistence.Store;
import parley.persistence.database.Database;
import parley.persistence.journal.Rebuild;

@ParameterizedClass
@EnumSource(Store.class)
class ConnectionListTest {
    private static final Instant T0 = Instant.parse("2026-11-21T08:00:00.123456789Z");

    @SuppressWarnings("NullAway.Init")
    private static ActorTestKit kit;

    private final String id = UUID.randomUUID().toString();
    private final UserId owner = new UserId("u-" + id);

    ConnectionListTest(Store store) {
        assertThat(Database.of(kit.system()).dialect().name()).isEqualTo(store.name());
    }

    @BeforeParameterizedClassInvocation
    static void open(Store store) {
        kit = ActorTestKit.create("connections", store.fresh());
    }

    @AfterParameterizedClassInvocation
    static void close() {
        kit.shutdownTestKit();
    }

    @Test
    void connections_are_listed_as_they_are_now_and_after_a_rebuild_as_well() {
        ConnectionList list = new ConnectionList(Database.of(kit.system()));
        Wiring home = new Wiring("Home", "", "openai", "gpt-4", null, true, 3, 60);
        Wiring work = new Wiring("Work", "Mo-Fr", "openai", "gpt-4", URI.create("https://models.example/v1"), false);
        ConnectionId one = new ConnectionId("one");
        ConnectionId two = new ConnectionId("two");
        store(
                "Switchboard",
                owner.value(),
                new SwitchboardEvent.Added(one, home, new Sealed("key-" + id, "text"), true, at(0)),
                new SwitchboardEvent.Added(two, work, null, false, at(1)),
                new SwitchboardEvent.Changed(two, work, true, at(2)),
                new SwitchboardEvent.Added(new ConnectionId("three"), home, null, false, at(3)),
                new SwitchboardEvent.Removed(new ConnectionId("three"), at(4)));
        ConnectionProfile first = new ConnectionProfile(one, owner, home, true, false, at(0), at(0));
        ConnectionProfile second = new ConnectionProfile(two, owner, work, false, true, at(1), at(2));

        for (int time = 0; time < 2; time++) {
            assertThat(listed(list, ConnectionIndex.Order.NAME, true)).containsExactly(first, second);
            assertThat(listed(list, ConnectionIndex.Order.UPDATED, false)).containsExactly(second, first);
            assertThat(join(list.connections(owner, asked(ConnectionIndex.Order.CREATED, true, false, false)))
                            .items())
                    .containsExactly(second);
            assertThat(join(list.connections(owner, asked(ConnectionIndex.Order.CREATED, true, null, true)))
                            .items())
                    .containsExactly(second);
            assertThat(join(list.seals())).containsEntry("key-" + id, 1L);
            assertThat(join(list.sealedOtherwise("new-" + id, null, 1000))).contains(owner);
            assertThat(join(list.sealedOtherwise("key-" + id, null, 1000))).doesNotContain(owner);
            join(Rebuild.of(kit.system()).run(_ -> {}));
        }
        store("Switchboard", owner.value(), new SwitchboardEvent.Resealed(one, new Sealed("new-" + id, "t"), at(9)));
        assertThat(join(list.sealedOtherwise("new-" + id, null, 1000))).doesNotContain(owner);
        assertThat(listed(list, ConnectionIndex.Order.NAME, true)).containsExactly(first, second);
    }

    private List<ConnectionProfile> listed(ConnectionList list, ConnectionIndex.Order order, boolean upwards) {
        return join(list.connections(owner, asked(order, upwards, null, false))).items();
    }

    private static ConnectionIndex.Query asked(
            ConnectionIndex.Order order, boolean upwards, @Nullable Boolean active, boolean preferred) {
        return new ConnectionIndex.Query(new Page.Request(1, 10, upwards), order, "openai", active, preferred);
    }

    private static void store(String kind, String id, Journaled... events) {
        join(Diary.write(kit, PersistenceId.of(kind, id), List.of(events)));
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static Instant at(int seconds) {
        return T0.plusSeconds(seconds);
    }
}
