package parley.engine.conversation;

import parley.engine.kernel.Message;

/**
 * A message was taken.
 *
 * @param round the round that answers it
 * @param cursor everything from here on is what came of it
 * @param waits whether it is said only when the running round has ended
 */
public record Accepted(ConversationId conversation, String message, int round, Cursor cursor, boolean waits)
        implements Message {}
