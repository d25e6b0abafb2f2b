package parley.persistence.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
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
import parley.engine.agent.Agent;
import parley.engine.agent.AgentId;
import parley.engine.agent.AgentProfile;
import parley.engine.agent.Casting;
import parley.engine.agent.Persona;
import parley.engine.conversation.ConversationEvent.Deleted;
import parley.engine.conversation.ConversationEvent.MessageSaid;
import parley.engine.conversation.ConversationEvent.Opened;
import parley.engine.conversation.ConversationEvent.RoundEnded;
import parley.engine.conversation.ConversationEvent.RoundStarted;
import parley.engine.conversation.ConversationEvent.SentenceSpoken;
import parley.engine.conversation.ConversationEvent.TurnCharged;
import parley.engine.conversation.ConversationEvent.TurnCompleted;
import parley.engine.conversation.ConversationEvent.TurnFailed;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.ConversationSummary;
import parley.engine.conversation.Ending;
import parley.engine.kernel.Journaled;
import parley.engine.kernel.Page;
import parley.engine.kernel.UserId;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelRef;
import parley.engine.llm.Usage;
import parley.engine.recording.AlbumEvent;
import parley.engine.recording.Mix;
import parley.engine.recording.RecordingId;
import parley.engine.speech.Voice;
import parley.persistence.Store;
import parley.persistence.database.Database;
import parley.persistence.journal.Rebuild;

@ParameterizedClass
@EnumSource(Store.class)
class ListsTest {
    private static final Instant T0 = Instant.parse("2026-11-21T08:00:00.123456789Z");

    @SuppressWarnings("NullAway.Init")
    private static ActorTestKit kit;

    private final String id = UUID.randomUUID().toString();
    private final UserId owner = new UserId("u-" + id);
    private final ConversationList conversations;
    private final AgentList agents;

    ListsTest(Store store) {
        Database database = Database.of(kit.system());
        assertThat(database.dialect().name()).isEqualTo(store.name());
        conversations = new ConversationList(database);
        agents = new AgentList(database);
    }

    @BeforeParameterizedClassInvocation
    static void open(Store store) {
        kit = ActorTestKit.create("lists", store.fresh());
    }

    @AfterParameterizedClassInvocation
    static void close() {
        kit.shutdownTestKit();
    }

    @Test
    void a_list_read_right_after_a_write_shows_it() {
        store("Conversation", id, opened("Tea", 0));

        assertThat(listed()).containsExactly(new ConversationSummary(new ConversationId(id), "Tea", false, 0, T0, T0));
    }

    @Test
    void a_conversation_runs_while_its_round_is_open_and_is_unfinished_until_its_turns_are_charged() {
        store("Conversation", id, opened("Tea", 0));
        assertThat(unfinished()).isFalse();

        store("Conversation", id, said(1), new RoundStarted(1, 1, at(2)));
        assertThat(listed()).extracting(ConversationSummary::running).containsExactly(true);
        assertThat(unfinished()).isTrue();

        store("Conversation", id, sentence(3), completed(4), new RoundEnded(1, Ending.LIMIT, null, null, at(5)));
        assertThat(listed())
                .containsExactly(new ConversationSummary(new ConversationId(id), "Tea", false, 1, T0, at(5)));
        assertThat(unfinished()).isTrue();

        store("Conversation", id, new TurnCharged(1, 2, at(6)));
        assertThat(unfinished()).isFalse();
    }

    @Test
    void a_failed_turn_waits_for_its_charge_and_does_not_count() {
        store("Conversation", id, opened("Tea", 0), new RoundStarted(1, 1, at(1)));

        store(
                "Conversation",
                id,
                new TurnFailed(1, 1, "down", "It is down.", 0, at(2)),
                new RoundEnded(1, Ending.FAILED, null, null, at(2)));

        assertThat(unfinished()).isTrue();
        assertThat(listed()).extracting(ConversationSummary::turns).containsExactly(0);
    }

    @Test
    void all_conversations_of_everybody_can_be_walked_through_page_by_page() {
        for (int n = 0; n < 5; n++) store("Conversation", id + n, opened("c" + n, n));
        store("Conversation", id + 2, new Deleted(at(11)));

        List<ConversationId> first = join(conversations.after(new ConversationId(id), 3));
        List<ConversationId> second = join(conversations.after(first.getLast(), 2));

        assertThat(first).extracting(ConversationId::value).containsExactly(id + 0, id + 1, id + 2);
        assertThat(second).extracting(ConversationId::value).containsExactly(id + 3, id + 4);
        assertThat(join(conversations.after(null, 1))).hasSize(1);
    }

    @Test
    void pages_go_by_the_last_change_and_leave_deleted_ones_out() {
        for (int n = 0; n < 5; n++) store("Conversation", id + n, opened("c" + n, n));
        store("Conversation", id + 1, said(10));
        store("Conversation", id + 2, new Deleted(at(11)));

        Page<ConversationSummary> first = join(conversations.conversations(owner, new Page.Request(1, 2, false)));
        Page<ConversationSummary> second = join(conversations.conversations(owner, new Page.Request(2, 2, false)));
        Page<ConversationSummary> oldest = join(conversations.conversations(owner, new Page.Request(1, 1, true)));

        assertThat(first.total()).isEqualTo(4);
        assertThat(first.items()).extracting(ConversationSummary::title).containsExactly("c1", "c4");
        assertThat(second.items()).extracting(ConversationSummary::title).containsExactly("c3", "c0");
        assertThat(oldest.items()).extracting(ConversationSummary::title).containsExactly("c0");
    }

    @Test
    void many_conversations_that_change_at_once_are_all_listed_as_they_are() {
        List<CompletionStage<?>> writes = new ArrayList<>();
        for (int n = 0; n < 60; n++)
            writes.add(Diary.write(
                    kit,
                    PersistenceId.of("Conversation", id + n),
                    List.of(opened("c" + n, n), new RoundStarted(1, 1, at(n)), completed(n + 1))));
        writes.forEach(ListsTest::join);

        Page<ConversationSummary> page = join(conversations.conversations(owner, new Page.Request(1, 100, true)));

        assertThat(page.items()).hasSize(60).allSatisfy(summary -> {
            assertThat(summary.running()).isTrue();
            assertThat(summary.turns()).isEqualTo(1);
            assertThat(summary.updatedAt()).isEqualTo(summary.createdAt().plusSeconds(1));
        });
    }

    @Test
    void agents_are_listed_as_they_are_cast_now_until_they_retire() {
        store("Agent", id + "a", new Agent.Created(owner, casting("Ada"), at(0)));
        store(
                "Agent",
                id + "b",
                new Agent.Created(owner, casting("Bob"), at(1)),
                new Agent.Recast(casting("Ben"), at(2)));
        store("Agent", id + "c", new Agent.Created(owner, casting("Cy"), at(3)), new Agent.Retired(at(4)));

        Page<AgentProfile> page = join(agents.agents(owner, new Page.Request(1, 10, true)));

        assertThat(page.items())
                .containsExactly(
                        new AgentProfile(new AgentId(id + "a"), owner, casting("Ada"), at(0), at(0)),
                        new AgentProfile(new AgentId(id + "b"), owner, casting("Ben"), at(1), at(2)));
        assertThat(page.total()).isEqualTo(2);
    }

    @Test
    void a_recording_is_unfinished_until_it_has_ended_and_after_a_rebuild_as_well() {
        RecordingList recordings = new RecordingList(Database.of(kit.system()));
        ConversationId room = new ConversationId(id);
        store("Album", id, ordered("one"), ordered("two"), new AlbumEvent.Begun(new RecordingId("one"), 1, T0));
        assertThat(join(recordings.unfinished())).contains(room).doesNotHaveDuplicates();

        store("Album", id + "-2", ordered("one"), new AlbumEvent.Broken(new RecordingId("one"), "no voice", T0));
        store("Album", id + "-3", ordered("one"), new AlbumEvent.Deleted(new RecordingId("one"), T0));
        join(Rebuild.of(kit.system()).run(_ -> {}));

        assertThat(join(recordings.unfinished()))
                .contains(room)
                .doesNotContain(new ConversationId(id + "-2"), new ConversationId(id + "-3"));
    }

    private AlbumEvent ordered(String recording) {
        return new AlbumEvent.Ordered(new RecordingId(recording), owner, "Tea", Mix.of(Mix.Format.MP3), 1, T0);
    }

    @Test
    void a_rebuild_brings_back_the_same_rows() throws Exception {
        store("Conversation", id, opened("Tea", 0), said(1), new RoundStarted(1, 2, at(2)), completed(3));
        store("Agent", id, new Agent.Created(owner, casting("Ada"), at(0)), new Agent.Recast(casting("Eve"), at(2)));
        Page<ConversationSummary> before = join(conversations.conversations(owner, new Page.Request(1, 9, true)));
        Page<AgentProfile> agentsBefore = join(agents.agents(owner, new Page.Request(1, 9, true)));
        Database.of(kit.system()).write(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("DELETE FROM \"agent\"");
                return statement.executeUpdate("UPDATE \"conversation\" SET \"title\" = 'spoiled'");
            }
        });

        List<String> progress = new ArrayList<>();
        long events = join(Rebuild.of(kit.system()).run(progress::add));

        assertThat(join(conversations.conversations(owner, new Page.Request(1, 9, true))))
                .isEqualTo(before);
        assertThat(join(agents.agents(owner, new Page.Request(1, 9, true)))).isEqualTo(agentsBefore);
        assertThat(unfinished()).isTrue();
        assertThat(events).isGreaterThanOrEqualTo(6);
        assertThat(progress).anySatisfy(line -> assertThat(line).startsWith("conversation: filled from"));
    }

    private List<ConversationSummary> listed() {
        return join(conversations.conversations(owner, new Page.Request(1, 10, false)))
                .items();
    }

    private boolean unfinished() {
        return join(conversations.unfinished()).contains(new ConversationId(id));
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

    private Opened opened(String title, int seconds) {
        return new Opened(owner, title, List.of(), at(seconds));
    }

    private MessageSaid said(int seconds) {
        return new MessageSaid("m" + seconds, owner, "Hello.", at(seconds));
    }

    private static SentenceSpoken sentence(int seconds) {
        return new SentenceSpoken(1, 1, 0, 0, "Hello.", null, null, at(seconds));
    }

    private static TurnCompleted completed(int seconds) {
        return new TurnCompleted(1, 1, Chunk.Reason.STOP, new Usage(10, 20, false), 2, null, at(seconds));
    }

    private static Casting casting(String name) {
        return new Casting(name, new Persona.Plain("You are " + name + "."), ModelRef.DEFAULT, Voice.NONE);
    }
}
