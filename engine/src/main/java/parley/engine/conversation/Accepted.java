package parley.engine.conversation;

import parley.engine.kernel.Message;

/** A message was taken: it is recorded, the round that answers it is under way. Watch from {@code cursor} to see it. */
public record Accepted(ConversationId conversation, String message, int round, Cursor cursor) implements Message {}
