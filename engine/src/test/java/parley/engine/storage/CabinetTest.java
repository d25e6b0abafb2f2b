package parley.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.engine.kernel.Refusal.Kind.CONFLICT;
import static parley.engine.kernel.Refusal.Kind.NOT_FOUND;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.pattern.StatusReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.engine.kernel.EntitySettings;
import parley.engine.kernel.Scenario;
import parley.engine.kernel.UserId;
import parley.engine.storage.Cabinet.Begun;
import parley.engine.storage.Cabinet.Dropped;
import parley.engine.storage.Cabinet.Erased;
import parley.engine.storage.Cabinet.Kept;

class CabinetTest {
    private static final UserId ADA = new UserId("ada");
    private static final FileId FILE = new FileId("file-1");
    private static final FileId OTHER = new FileId("file-2");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant MORNING = NOON.minus(Duration.ofHours(4));
    private static final Content TEN = new Content("text/plain", 10, "aa");
    private static final Begun BEGUN = begun(FILE, 10, NOON);
    private static final Kept KEPT = new Kept(FILE, "text/plain", 10, "aa", NOON);
    private static final StoredFile STORED = new StoredFile(FILE, ADA, "a.txt", "text/plain", 10, "aa", "tea", NOON);

    /** Fifteen bytes, three files, ten bytes in one of them. */
    private static final FileSettings SETTINGS = new FileSettings(
            EntitySettings.from(ConfigFactory.load().getConfig("parley.entity")),
            new FileSettings.Limits(15, 3, 12),
            Duration.ofHours(1),
            Duration.ofMinutes(15));

    @RegisterExtension
    static final Scenario<Cabinet.Command, Cabinet.Event, Object> cabinet =
            Scenario.of(shard -> Cabinet.create(ADA, shard, SETTINGS, NOON));

    private static Begun begun(FileId file, long bytes, Instant at) {
        return new Begun(file, "a.txt", "tea", bytes, at);
    }

    /** Each command knows what it is answered with; a scenario here knows only that it is answered. */
    @SuppressWarnings("unchecked")
    private static <R> Scenario.Outcome<Cabinet.Event, Object> when(
            Scenario<Cabinet.Command, Cabinet.Event, Object> given,
            Function<ActorRef<StatusReply<R>>, Cabinet.Command> command) {
        return given.when(to -> command.apply((ActorRef<StatusReply<R>>) (ActorRef<?>) to));
    }

    private static Scenario.Outcome<Cabinet.Event, Object> begin(
            Scenario<Cabinet.Command, Cabinet.Event, Object> given, FileId file, long bytes) {
        return CabinetTest.<Long>when(given, to -> new Cabinet.Begin(file, "a.txt", "tea", bytes, NOON, to));
    }

    private static Scenario.Outcome<Cabinet.Event, Object> keep(
            Scenario<Cabinet.Command, Cabinet.Event, Object> given, FileId file, Content content) {
        return CabinetTest.<StoredFile>when(given, to -> new Cabinet.Keep(file, content, NOON, to));
    }

    private static Scenario.Outcome<Cabinet.Event, Object> usage(Cabinet.Event... events) {
        return when(cabinet.given(events), Cabinet.GetUsage::new);
    }

    @Test
    void gives_room_up_to_the_largest_file_and_to_what_is_left() {
        begin(cabinet.given(), FILE, 10).then(BEGUN).replies(12L);
        begin(cabinet.given(BEGUN, KEPT), OTHER, 0).then(begun(OTHER, 0, NOON)).replies(5L);
    }

    @Test
    void keeps_free_what_was_promised_to_uploads_under_way() {
        begin(cabinet.given(BEGUN), OTHER, 6)
                .refuses(CONFLICT, "there is no room for this file: 0 of 15 bytes are in use; delete files first");
        begin(cabinet.given(BEGUN), OTHER, 5).then(begun(OTHER, 5, NOON)).replies(5L);
    }

    @Test
    void takes_back_what_was_promised_before_it_woke() {
        begin(cabinet.given(begun(FILE, 10, MORNING)), OTHER, 12)
                .then(begun(OTHER, 12, NOON))
                .replies(12L);
    }

    @Test
    void never_keeps_more_than_its_owner_may_have_whatever_was_promised() {
        keep(cabinet.given(BEGUN, KEPT, begun(OTHER, 0, NOON)), OTHER, new Content("text/plain", 6, "bb"))
                .refuses(CONFLICT);
        keep(cabinet.given(BEGUN, KEPT, begun(OTHER, 0, NOON)), OTHER, new Content("text/plain", 5, "bb"))
                .then(new Kept(OTHER, "text/plain", 5, "bb", NOON));
    }

    @Test
    void counts_files_and_uploads_under_way() {
        Scenario<Cabinet.Command, Cabinet.Event, Object> full =
                cabinet.given(begun(FILE, 0, NOON), begun(OTHER, 0, NOON), begun(new FileId("file-3"), 0, NOON));
        begin(full, new FileId("file-4"), 0).refuses(CONFLICT, "there is no room: 3 files may be stored; delete some");
    }

    @Test
    void keeps_a_file_once_however_often_it_is_told() {
        keep(cabinet.given(BEGUN), FILE, TEN).then(KEPT).replies(STORED);
        keep(cabinet.given(BEGUN, KEPT), FILE, TEN).then().replies(STORED);
    }

    @Test
    void keeps_nothing_that_was_given_up() {
        keep(cabinet.given(BEGUN, new Dropped(FILE, NOON)), FILE, TEN).refuses(CONFLICT);
        keep(cabinet.given(), FILE, TEN).refuses(CONFLICT);
    }

    @Test
    void never_gives_up_a_file_that_is_whole() {
        CabinetTest.<FileId>when(cabinet.given(BEGUN, KEPT), to -> new Cabinet.Abandon(FILE, NOON, to))
                .refuses(CONFLICT);
        CabinetTest.<FileId>when(cabinet.given(BEGUN), to -> new Cabinet.Abandon(FILE, NOON, to))
                .then(new Dropped(FILE, NOON))
                .replies(FILE);
    }

    @Test
    void frees_the_room_of_a_deleted_file_and_remembers_it_until_its_bytes_are_gone() {
        CabinetTest.<StoredFile>when(cabinet.given(BEGUN, KEPT), to -> new Cabinet.Delete(FILE, NOON, to))
                .then(new Dropped(FILE, NOON))
                .replies(STORED);
        usage(BEGUN, KEPT, new Dropped(FILE, NOON)).replies(new FileUsage(0, 0, 15, 3));
        CabinetTest.<FileId>when(
                        cabinet.given(BEGUN, KEPT, new Dropped(FILE, NOON)), to -> new Cabinet.Forget(FILE, NOON, to))
                .then(new Erased(FILE, NOON))
                .replies(FILE);
        CabinetTest.<FileId>when(cabinet.given(BEGUN, KEPT), to -> new Cabinet.Forget(FILE, NOON, to))
                .then()
                .replies(FILE);
    }

    @Test
    void counts_only_files_that_are_whole() {
        usage(BEGUN, KEPT, begun(OTHER, 5, NOON)).replies(new FileUsage(10, 1, 15, 3));
    }

    @Test
    void shows_only_files_that_are_whole() {
        CabinetTest.<StoredFile>when(cabinet.given(BEGUN), to -> new Cabinet.GetFile(FILE, to))
                .refuses(NOT_FOUND, "there is no such file");
        CabinetTest.<StoredFile>when(cabinet.given(BEGUN, KEPT), to -> new Cabinet.GetFile(FILE, to))
                .then()
                .replies(STORED);
        CabinetTest.<StoredFile>when(
                        cabinet.given(BEGUN, KEPT, new Dropped(FILE, NOON)), to -> new Cabinet.GetFile(FILE, to))
                .refuses(NOT_FOUND);
    }

    @Test
    void is_read_back_from_its_journal_as_it_was() {
        Scenario<Cabinet.Command, Cabinet.Event, Object> lived =
                cabinet.given(BEGUN, KEPT, begun(OTHER, 5, NOON), new Dropped(FILE, NOON));
        assertThat(lived.replayed()).isEqualTo(lived.state());
    }

    @Test
    void asks_its_shard_to_let_it_go_when_it_was_idle() {
        cabinet.given(BEGUN).told(new Cabinet.Idle());
        assertThat(cabinet.askedOfTheShard()).isInstanceOf(ClusterSharding.Passivate.class);
    }
}
