package parley.engine.storage;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import parley.engine.kernel.Page;
import parley.engine.kernel.UserId;

/** Lists files. A list read right after a write shows it. */
public interface FileIndex {
    /** The files of one owner that are whole, by the time when they came. */
    CompletionStage<Page<StoredFile>> files(UserId owner, Page.Request page);

    /** Deleted files whose bytes may still be there, and uploads begun before a time that never became files. */
    CompletionStage<List<Leftover>> leftovers(Instant begunBefore, int most);

    /** What should be cleared away. */
    record Leftover(UserId owner, FileId file) {}
}
