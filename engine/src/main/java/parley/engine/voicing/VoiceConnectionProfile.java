package parley.engine.voicing;

import java.time.Instant;
import parley.engine.kernel.Message;
import parley.engine.kernel.UserId;

/** A connection to voices as its owner sees it: never with its key. */
public record VoiceConnectionProfile(
        VoiceConnectionId id, UserId owner, VoiceWiring wiring, boolean hasKey, Instant createdAt, Instant updatedAt)
        implements Message {}
