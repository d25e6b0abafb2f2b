package parley.persistence.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
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
import parley.engine.kernel.Page;
import parley.engine.kernel.UserId;
import parley.engine.storage.Cabinet;
import parley.engine.storage.FileId;
import parley.engine.storage.FileIndex.Leftover;
import parley.engine.storage.StoredFile;
import parley.persistence.Store;
import parley.persistence.database.Database;
import parley.persistence.journal.Rebuild;

@ParameterizedClass
@EnumSource(Store.class)
class FileListTest {
    private static final Instant T0 = Instant.parse("2026-11-21T08:00:00.123456789Z");
    private static final UserId ANN = new UserId("ann");
    private static final UserId BOB = new UserId("bob");
    private static final String HASH = "0123456789abcdef".repeat(4);

    @SuppressWarnings("NullAway.Init")
    private static ActorTestKit kit;

    private final FileList list = new FileList(Database.of(kit.system()));

    FileListTest(Store store) {
        assertThat(Database.of(kit.system()).dialect().name()).isEqualTo(store.name());
    }

    @BeforeParameterizedClassInvocation
    static void open(Store store) {
        kit = ActorTestKit.create("files", store.fresh());
    }

    @AfterParameterizedClassInvocation
    static void close() {
        kit.shutdownTestKit();
    }

    @Test
    void files_are_listed_once_they_are_whole_and_what_may_be_left_of_others_is_known_after_a_rebuild_as_well() {
        // given two whole files, one deleted, one that is still coming, one given up, and one that is gone altogether
        store(
                ANN,
                begun("late", "späte 文書.pdf", "room", 0),
                begun("early", "early.txt", null, 1),
                kept("early", 2),
                kept("late", 3),
                begun("deleted", "deleted.txt", null, 4),
                kept("deleted", 5),
                new Cabinet.Dropped(new FileId("deleted"), at(6)),
                begun("coming", "coming.txt", null, 7),
                begun("given-up", "given-up.txt", null, 8),
                new Cabinet.Dropped(new FileId("given-up"), at(9)),
                begun("gone", "gone.txt", null, 10),
                kept("gone", 11),
                new Cabinet.Dropped(new FileId("gone"), at(12)),
                new Cabinet.Erased(new FileId("gone"), at(13)));
        store(BOB, begun("other", "other.txt", null, 0), kept("other", 1));
        StoredFile early = file("early", "early.txt", null, 2);
        StoredFile late = file("late", "späte 文書.pdf", "room", 3);

        for (int time = 0; time < 2; time++) {
            // then those that are whole are listed by the time when they came, page by page
            assertThat(listed(1, 10, true)).isEqualTo(new Page<>(List.of(early, late), 2, 1, 10));
            assertThat(listed(2, 1, true)).isEqualTo(new Page<>(List.of(late), 2, 2, 1));
            assertThat(listed(1, 1, false)).isEqualTo(new Page<>(List.of(late), 2, 1, 1));

            // and an upload is left over only if it was begun long ago
            assertThat(leftovers(7, 10)).containsExactly(left("deleted"), left("given-up"));
            assertThat(leftovers(8, 10)).containsExactly(left("deleted"), left("coming"), left("given-up"));
            assertThat(leftovers(8, 1)).containsExactly(left("deleted"));
            join(Rebuild.of(kit.system()).run(_ -> {}));
        }

        // and an upload that becomes whole after all is left over no more
        join(Diary.write(kit, cabinet(ANN), List.of(kept("coming", 20))));
        assertThat(leftovers(30, 10)).containsExactly(left("deleted"), left("given-up"));
        assertThat(listed(1, 10, false).items().getFirst()).isEqualTo(file("coming", "coming.txt", null, 20));
    }

    private Page<StoredFile> listed(int page, int limit, boolean upwards) {
        return join(list.files(ANN, new Page.Request(page, limit, upwards)));
    }

    private List<Leftover> leftovers(int begunBefore, int most) {
        return join(list.leftovers(at(begunBefore), most));
    }

    private static Leftover left(String id) {
        return new Leftover(ANN, new FileId(id));
    }

    private static StoredFile file(String id, String name, @Nullable String conversation, int keptAt) {
        return new StoredFile(new FileId(id), ANN, name, "text/plain", 5_000_000_000L, HASH, conversation, at(keptAt));
    }

    private static Cabinet.Event begun(String id, String name, @Nullable String conversation, int seconds) {
        return new Cabinet.Begun(new FileId(id), name, conversation, 1, at(seconds));
    }

    private static Cabinet.Event kept(String id, int seconds) {
        return new Cabinet.Kept(new FileId(id), "text/plain", 5_000_000_000L, HASH, at(seconds));
    }

    private static void store(UserId owner, Cabinet.Event... events) {
        join(Diary.write(kit, cabinet(owner), List.of(events)));
    }

    private static PersistenceId cabinet(UserId owner) {
        return PersistenceId.of("Cabinet", owner.value());
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static Instant at(int seconds) {
        return T0.plusSeconds(seconds);
    }
}
