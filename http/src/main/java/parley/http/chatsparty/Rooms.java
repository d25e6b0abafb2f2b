package parley.http.chatsparty;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import parley.engine.agent.Participant;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.ConversationView;
import parley.engine.conversation.Conversations;
import parley.engine.conversation.Rules;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.http.edge.Problem;

/**
 * The conversations of clients who choose the ids themselves, as {@code conv_<milliseconds>}. An id is taken as it is;
 * where somebody else has it, and for {@code default}, which everybody has, the user's mark is put behind it and taken
 * off again whenever it is told.
 */
final class Rooms {
    private static final String UNKNOWN = "Conversation not found";
    private static final Set<Refusal.Kind> NOTHING = Set.of(Refusal.Kind.NOT_FOUND, Refusal.Kind.INVALID);
    private final Conversations conversations;

    Rooms(Conversations conversations) {
        this.conversations = conversations;
    }

    /** The id that clients know a conversation by. */
    static String told(ConversationId id) {
        return RoomNames.told(id);
    }

    /** The user's conversation of this id; NOT_FOUND where there is none. */
    CompletionStage<ConversationView> find(UserId user, String id) {
        ConversationId marked = RoomNames.marked(user, id);
        if (RoomNames.everybodys(id)) return conversations.view(marked, user);
        return otherwise(
                conversations.view(new ConversationId(id), user),
                Refusal.Kind.NOT_FOUND,
                () -> conversations.view(marked, user));
    }

    /** The same; where there is none it is said in this dialect's words, and an id that nothing can have is no mistake. */
    CompletionStage<ConversationView> known(UserId user, String id) {
        return known(user, id, UNKNOWN);
    }

    /** The same in other words. */
    CompletionStage<ConversationView> known(UserId user, String id, String otherwise) {
        return told(() -> find(user, id), otherwise);
    }

    /** The user's conversation of this id, or else anybody's who shares it. */
    CompletionStage<ConversationView> readable(UserId user, String id) {
        return told(
                () -> otherwise(
                        find(user, id), Refusal.Kind.NOT_FOUND, () -> conversations.shared(new ConversationId(id))),
                UNKNOWN);
    }

    /** Anybody's conversation of this id, if it is shared: the whole id, mark and all. */
    CompletionStage<ConversationView> shared(String id) {
        return told(() -> conversations.shared(new ConversationId(id)), UNKNOWN);
    }

    /** Says that something is not there. */
    static Problem notFound(String what) {
        return new Problem(StatusCodes.NOT_FOUND, "not_found", what);
    }

    private static CompletionStage<ConversationView> told(
            Supplier<CompletionStage<ConversationView>> asked, String otherwise) {
        CompletionStage<ConversationView> answer;
        try {
            answer = asked.get();
        } catch (Refusal no) {
            answer = CompletableFuture.failedFuture(no);
        }
        return answer.exceptionally(failure -> {
            boolean nothing = Refusal.in(failure)
                    .filter(no -> NOTHING.contains(no.kind()))
                    .isPresent();
            throw nothing ? notFound(otherwise) : wrapped(failure);
        });
    }

    /** A failure as it travels between stages. */
    static CompletionException wrapped(Throwable failure) {
        return failure instanceof CompletionException it ? it : new CompletionException(failure);
    }

    /** The same, opened where there is none yet. */
    CompletionStage<ConversationView> findOrOpen(
            UserId user, String id, String title, List<Participant> participants, Rules rules) {
        return otherwise(find(user, id), Refusal.Kind.NOT_FOUND, () -> open(user, id, title, participants, rules));
    }

    private CompletionStage<ConversationView> open(
            UserId user, String id, String title, List<Participant> participants, Rules rules) {
        Supplier<CompletionStage<ConversationView>> marked =
                () -> conversations.open(RoomNames.marked(user, id), user, title, participants, rules);
        if (RoomNames.everybodys(id)) return marked.get();
        return otherwise(
                conversations.open(new ConversationId(id), user, title, participants, rules),
                Refusal.Kind.CONFLICT,
                marked);
    }

    private static <T> CompletionStage<T> otherwise(
            CompletionStage<T> first, Refusal.Kind refusal, Supplier<CompletionStage<T>> second) {
        return first.handle((it, failure) -> {
                    if (failure == null) return CompletableFuture.completedFuture(it);
                    if (Refusal.in(failure).filter(no -> no.kind() == refusal).isPresent()) return second.get();
                    return CompletableFuture.<T>failedFuture(wrapped(failure));
                })
                .thenCompose(it -> it);
    }
}
