package parley.engine.connection;

import java.time.Instant;
import parley.engine.kernel.Message;
import parley.engine.kernel.UserId;

/**
 * A connection as its owner sees it: never with its key.
 *
 * @param preferred whether it is the owner's usual one for its provider; the platform's own is nobody's connection
 */
public record ConnectionProfile(
        ConnectionId id,
        UserId owner,
        Wiring wiring,
        boolean hasKey,
        boolean preferred,
        Instant createdAt,
        Instant updatedAt)
        implements Message {}
