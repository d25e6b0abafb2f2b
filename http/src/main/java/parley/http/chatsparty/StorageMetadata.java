package parley.http.chatsparty;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import parley.engine.storage.StoredFile;

/**
 * What is known of a stored file.
 *
 * @param etag the SHA-256 of its bytes, in hex
 */
record StorageMetadata(
        String key,
        String filename,
        long size,
        String contentType,
        Instant lastModified,
        String etag,
        Map<String, String> metadata) {
    static StorageMetadata of(StoredFile it) {
        Map<String, String> more =
                new TreeMap<>(Map.of("id", it.id().value(), "userId", it.owner().value()));
        return new StorageMetadata(
                StorageKey.of(it), it.name(), it.size(), it.mediaType(), it.createdAt(), it.sha256(), more);
    }
}
