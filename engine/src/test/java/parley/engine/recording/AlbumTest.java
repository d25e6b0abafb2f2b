package parley.engine.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.engine.kernel.Refusal.Kind.CONFLICT;
import static parley.engine.kernel.Refusal.Kind.NOT_FOUND;

import com.typesafe.config.ConfigFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding.ShardCommand;
import org.apache.pekko.pattern.StatusReply;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import parley.engine.conversation.ConversationId;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.recording.Recording.Status;

/** Orders, progress and the end of recordings, with a studio that does what the test tells it. */
class AlbumTest {
    private static final ConversationId TEA = new ConversationId("tea");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Mix MIX = Mix.of(Mix.Format.MP3);
    private static final Recording.Result RESULT = new Recording.Result(5000, 40_000, 3, 1, 0, false);

    private final ActorTestKit actors = ActorTestKit.create(ConfigFactory.parseString(
                    "pekko { actor.provider = local, actor.testkit.typed.single-expect-default = 30s }")
            .withFallback(PersistenceTestKitPlugin.config())
            .withFallback(PersistenceTestKitSnapshotPlugin.config())
            .withFallback(ConfigFactory.load()));
    private final TestProbe<ShardCommand> shard = actors.createTestProbe();
    private final FakeStudio studio = new FakeStudio(actors.createTestProbe(String.class));
    private ActorRef<AlbumCommand> album = wake();

    @AfterEach
    void close() {
        actors.shutdownTestKit();
    }

    private ActorRef<AlbumCommand> wake() {
        RecordingSettings settings = RecordingSettings.from(ConfigFactory.parseString("most = 2, attempts = 2")
                .withFallback(ConfigFactory.load().getConfig("parley.recording")));
        Making making = new Making(
                studio,
                (_, _, _) -> CompletableFuture.completedFuture(new Script(List.of())),
                settings,
                Clock.fixed(NOON, ZoneOffset.UTC));
        return actors.spawn(Album.create(TEA, shard.ref(), making));
    }

    private StatusReply<Recording> order(String id, Mix mix) {
        TestProbe<StatusReply<Recording>> probe = actors.createTestProbe();
        album.tell(new AlbumCommand.Order(new RecordingId(id), new UserId("ada"), "Tea", mix, 7, NOON, probe.ref()));
        return probe.receiveMessage();
    }

    private StatusReply<Recording> show(String id) {
        TestProbe<StatusReply<Recording>> probe = actors.createTestProbe();
        album.tell(new AlbumCommand.Show(new RecordingId(id), probe.ref()));
        return probe.receiveMessage();
    }

    private Status status(String id) {
        return show(id).getValue().status();
    }

    private StatusReply<AlbumCommand.Shown> delete(String id) {
        TestProbe<StatusReply<AlbumCommand.Shown>> probe = actors.createTestProbe();
        album.tell(new AlbumCommand.Delete(new RecordingId(id), probe.ref()));
        return probe.receiveMessage();
    }

    private static Refusal.Kind no(StatusReply<?> reply) {
        return Refusal.in(reply.getError()).orElseThrow().kind();
    }

    @Test
    void is_queued_processed_and_completed() {
        assertThat(order("a", MIX).getValue().status()).isEqualTo(Status.QUEUED);
        studio.told.expectMessage("begin a");

        studio.listener(0).progressed(new Recording.Progress(1, 4, 0, 2));
        assertThat(status("a")).isEqualTo(Status.PROCESSING);
        assertThat(show("a").getValue().progress().share()).isEqualTo(0.25);
        studio.listener(0).completed(RESULT);

        Recording done = show("a").getValue();
        assertThat(done.status()).isEqualTo(Status.COMPLETED);
        assertThat(done.result()).isEqualTo(RESULT);
        assertThat(done.progress().share()).isEqualTo(1);
        assertThat(done.endedAt()).isEqualTo(NOON);
        studio.listener(0).failed("too late");
        assertThat(status("a")).isEqualTo(Status.COMPLETED);
    }

    @Test
    void the_same_order_is_made_once_another_one_is_refused_and_too_many_as_well() {
        order("a", MIX);
        assertThat(order("a", MIX).isSuccess()).isTrue();
        assertThat(no(order("a", Mix.of(Mix.Format.WAV)))).isEqualTo(CONFLICT);
        order("b", MIX);
        assertThat(no(order("c", MIX))).isEqualTo(CONFLICT);
        studio.told.expectMessage("begin a");
        studio.told.expectMessage("begin b");
        studio.told.expectNoMessage(Duration.ZERO);
    }

    @Test
    void what_has_not_ended_is_made_anew_by_whatever_wakes_it_but_not_for_ever() {
        order("a", MIX);
        studio.told.expectMessage("begin a");

        restart();
        show("a");
        studio.told.expectMessage("begin a");
        restart();
        show("a");

        assertThat(show("a").getValue().error()).contains("ended too often");
        assertThat(status("a")).isEqualTo(Status.FAILED);
        studio.told.expectNoMessage(Duration.ZERO);
    }

    @Test
    void is_given_up_and_erased_before_it_is_forgotten() {
        order("a", MIX);
        studio.told.expectMessage("begin a");

        assertThat(delete("a").getValue().recordings()).hasSize(1);

        studio.told.expectMessage("cancel a");
        studio.told.expectMessage("erase a");
        studio.listener(0).completed(RESULT);
        assertThat(no(show("a"))).isEqualTo(NOT_FOUND);
        assertThat(no(delete("a"))).isEqualTo(NOT_FOUND);
        restart();
        assertThat(no(show("a"))).isEqualTo(NOT_FOUND);
    }

    @Test
    void stays_awake_while_something_is_made() {
        order("a", MIX);
        album.tell(new AlbumCommand.Idle());
        show("a");
        shard.expectNoMessage(Duration.ZERO);

        studio.listener(0).failed("no voice");
        assertThat(show("a").getValue().error()).isEqualTo("no voice");
        album.tell(new AlbumCommand.Idle());
        shard.receiveMessage();
    }

    private void restart() {
        actors.stop(album);
        album = wake();
    }

    /** Says what it is asked to do. */
    private record FakeStudio(TestProbe<String> told, List<Listener> listeners) implements Studio {
        FakeStudio(TestProbe<String> told) {
            this(told, new CopyOnWriteArrayList<>());
        }

        Listener listener(int number) {
            return listeners.get(number);
        }

        @Override
        public Session begin(Job job, Listener listener) {
            listeners.add(listener);
            told.ref().tell("begin " + job.key().recording());
            return () -> told.ref().tell("cancel " + job.key().recording());
        }

        @Override
        public CompletionStage<Optional<Kept>> find(RecordingKey key, String suffix) {
            return CompletableFuture.completedFuture(Optional.empty());
        }

        @Override
        public CompletionStage<Done> erase(RecordingKey key) {
            told.ref().tell("erase " + key.recording());
            return CompletableFuture.completedFuture(Done.getInstance());
        }
    }
}
