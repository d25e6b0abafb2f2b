package parley.http.api;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.Conversations;
import parley.engine.conversation.Cursor;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.http.edge.Problem;

/** Places in a conversation's stream, as clients write them; who asks for one that is ahead is told the nearest. */
final class Places {
    private final Conversations conversations;

    Places(Conversations conversations) {
        this.conversations = conversations;
    }

    /** Reads {@code 17.42} or {@code 17}; nothing and an empty text are none. */
    static Optional<Cursor> cursor(Optional<String> text) {
        return text.filter(it -> !it.isBlank()).map(Cursor::of);
    }

    /** Refuses a cursor that is ahead of a conversation. */
    static void check(Cursor after, Cursor now) {
        if (after.sequence() > now.sequence()) throw ahead("this cursor is ahead of the conversation", now);
    }

    /** An answer about a place; where it is GONE, the conversation is asked how far it is. */
    <T> CompletionStage<T> reached(UserId user, ConversationId id, CompletionStage<T> answer) {
        return answer.exceptionallyCompose(failure -> Refusal.in(failure)
                .filter(it -> it.kind() == Refusal.Kind.GONE)
                .<CompletionStage<T>>map(it -> conversations
                        .view(id, user)
                        .thenCompose(now -> CompletableFuture.<T>failedFuture(
                                ahead("this place is ahead of the conversation", now.cursor()))))
                .orElseGet(() -> CompletableFuture.failedFuture(failure)));
    }

    private static Problem ahead(String detail, Cursor nearest) {
        return Problem.gone(detail + "; the nearest is " + nearest, nearest.toString());
    }
}
