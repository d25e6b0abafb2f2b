package parley.http.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.engine.storage.FileId;
import parley.engine.storage.StoredFile;

/** A file as its owner sees it. */
record FileAnswer(
        FileId id,
        String name,
        String mediaType,
        long size,
        String sha256,
        @Nullable String conversation,
        Instant createdAt) {
    static FileAnswer of(StoredFile it) {
        return new FileAnswer(
                it.id(), it.name(), it.mediaType(), it.size(), it.sha256(), it.conversation(), it.createdAt());
    }
}
