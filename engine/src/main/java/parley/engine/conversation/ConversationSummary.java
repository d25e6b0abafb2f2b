package parley.engine.conversation;

import java.time.Instant;

/** A conversation in a list. */
public record ConversationSummary(
        ConversationId id, String title, boolean running, int turns, Instant createdAt, Instant updatedAt) {}
