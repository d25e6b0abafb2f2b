package parley.http.companion;

import java.time.Instant;
import parley.engine.conversation.ConversationView;
import parley.engine.kernel.UserId;

/**
 * A message that was said and is being answered.
 *
 * @param room as it was before the message
 * @param message its id
 * @param since when it was asked
 */
record Talk(UserId user, ChatWish wish, Answerer answerer, ConversationView room, String message, Instant since) {}
