package parley.engine.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Message;
import parley.engine.kernel.UserId;

/**
 * What is known of a file that is stored as a whole.
 *
 * @param mediaType what its first bytes look like, whatever its sender said
 * @param size in bytes
 * @param sha256 of its bytes, in hex
 * @param conversation the conversation that it was sent for, if any
 */
public record StoredFile(
        FileId id,
        UserId owner,
        String name,
        String mediaType,
        long size,
        String sha256,
        @Nullable String conversation,
        Instant createdAt)
        implements Message {}
