package parley.http.companion;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.Participant;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.ConversationView;
import parley.engine.conversation.Conversations;
import parley.engine.conversation.Direction;
import parley.engine.conversation.PastLine;
import parley.engine.conversation.Rules;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;

/**
 * The rooms in which visitors talk: one for each visitor, session and character, found again by a name that is made of them,
 * where one message at a time comes and the room remembers; and a room for each request whose client keeps the history and
 * sends it along, which begins with just that. Both stay.
 */
final class ChatRooms {
    private static final int ONE_TURN = 1;
    private static final int FIRST = 0;
    private static final int LONGEST_NAME = 150;

    /** Rooms that were deleted and cannot be opened again, before it is given up to find a name. */
    private static final int MOST_GONE = 100;

    /** Rooms that may be gone before one in which something is to be stopped. */
    private static final int MOST_MISSED = 5;

    private static final int MOST_LINES = 500;
    private static final int MOST_CHARACTERS = 50_000;

    private final Conversations conversations;
    private final Clock clock;

    ChatRooms(Conversations conversations, Clock clock) {
        this.conversations = conversations;
        this.clock = clock;
    }

    /**
     * A message that was said and will be answered.
     *
     * @param room as it was before
     * @param message its id
     */
    record Said(ConversationView room, String message) {}

    /** Says it where it belongs. EXHAUSTED where no answer can be paid. */
    CompletionStage<Said> say(UserId user, ChatWish wish, Answerer answerer, @Nullable String span) {
        CompletionStage<ConversationView> room =
                wish.past().isEmpty() ? remembering(user, wish, answerer) : told(user, wish, answerer);
        String message = UUID.randomUUID().toString();
        return room.thenCompose(it -> conversations
                .within(span)
                .say(it.id(), user, message, wish.text(), ONE_TURN, wish.whenBusy())
                .thenApply(_ -> new Said(it, message)));
    }

    /** Stops what is being said in a visitor's talk; NOT_FOUND where there is none. */
    CompletionStage<ConversationView> stop(UserId user, ChatWish wish, Answerer answerer) {
        return somewhere(user, wish, answerer, 0).thenCompose(it -> conversations.stop(it.id(), user));
    }

    /** Stops what is being said in a room. */
    CompletionStage<ConversationView> stop(UserId user, ConversationId room) {
        return conversations.stop(room, user);
    }

    private CompletionStage<ConversationView> somewhere(UserId user, ChatWish wish, Answerer answerer, int gone) {
        return found(user, wish, answerer, gone).thenCompose(it -> {
            if (it.isPresent()) return CompletableFuture.completedFuture(it.get());
            if (gone == MOST_MISSED) throw Refusal.notFound("there is no such conversation");
            return somewhere(user, wish, answerer, gone + 1);
        });
    }

    private CompletionStage<ConversationView> remembering(UserId user, ChatWish wish, Answerer answerer) {
        return found(user, wish, answerer, 0)
                .thenCompose(
                        it -> it.isPresent() ? furnished(it.get(), user, answerer) : opened(user, wish, answerer, 0));
    }

    private static ConversationId name(UserId user, ChatWish wish, Answerer answerer, int gone) {
        String all = user + "\n" + wish.session() + "\n" + answerer.agent() + "\n" + gone;
        return new ConversationId("chat-" + SentCard.hash(all));
    }

    /** The room that was opened after so many others that are gone. */
    private CompletionStage<Optional<ConversationView>> found(UserId user, ChatWish wish, Answerer answerer, int gone) {
        return conversations
                .view(name(user, wish, answerer, gone), user)
                .thenApply(Optional::of)
                .exceptionallyCompose(failure -> otherwise(
                        failure, Refusal.Kind.NOT_FOUND, () -> CompletableFuture.completedFuture(Optional.empty())));
    }

    private CompletionStage<ConversationView> opened(UserId user, ChatWish wish, Answerer answerer, int gone) {
        if (gone == MOST_GONE) return CompletableFuture.failedFuture(Refusal.conflict("too many rooms were deleted"));
        return conversations
                .open(
                        name(user, wish, answerer, gone),
                        user,
                        title(answerer),
                        List.of(answerer.participant()),
                        Rules.USUAL)
                .thenCompose(it -> greeted(it, user, answerer))
                .exceptionallyCompose(
                        failure -> otherwise(failure, Refusal.Kind.CONFLICT, () -> again(user, wish, answerer, gone)));
    }

    /** Somebody else opened it meanwhile with another participant, or it was deleted: then the next one is tried. */
    private CompletionStage<ConversationView> again(UserId user, ChatWish wish, Answerer answerer, int gone) {
        return found(user, wish, answerer, gone).thenCompose(it -> {
            if (it.isPresent()) return furnished(it.get(), user, answerer);
            return found(user, wish, answerer, gone + 1)
                    .thenCompose(next -> next.isPresent()
                            ? furnished(next.get(), user, answerer)
                            : opened(user, wish, answerer, gone + 1));
        });
    }

    private static String title(Answerer answerer) {
        String name = answerer.casting().name();
        return "Chat with " + PlainText.of(name.substring(0, Math.min(LONGEST_NAME, name.length())));
    }

    /** Its first greeting is the first line of a new room. */
    private CompletionStage<ConversationView> greeted(ConversationView room, UserId user, Answerer answerer) {
        return answerer.greets() && room.lines().isEmpty()
                ? conversations.direct(room.id(), user, new Direction.Greet(answerer.agent(), FIRST))
                : CompletableFuture.completedFuture(room);
    }

    /** A character that was changed is cast anew, and so is whoever is to answer by another model. */
    private CompletionStage<ConversationView> furnished(ConversationView room, UserId user, Answerer answerer) {
        Participant wanted = answerer.participant();
        return room.participants().contains(wanted)
                ? CompletableFuture.completedFuture(room)
                : conversations.direct(room.id(), user, new Direction.Seat(wanted));
    }

    private CompletionStage<ConversationView> told(UserId user, ChatWish wish, Answerer answerer) {
        ConversationId room = new ConversationId("chat-" + UUID.randomUUID());
        CompletionStage<ConversationView> filled =
                conversations.open(room, user, title(answerer), List.of(answerer.participant()), Rules.USUAL);
        int part = 0;
        for (List<PastLine> lines : parts(wish, answerer, clock.instant())) {
            String key = "past-" + part++;
            filled = filled.thenCompose(_ -> conversations.add(room, user, key, lines));
        }
        return filled;
    }

    private static List<List<PastLine>> parts(ChatWish wish, Answerer answerer, Instant now) {
        List<List<PastLine>> parts = new ArrayList<>();
        List<PastLine> part = new ArrayList<>();
        int characters = 0;
        for (ChatWish.Past it : wish.past()) {
            if (part.size() == MOST_LINES || characters + it.text().length() > MOST_CHARACTERS) {
                parts.add(part);
                part = new ArrayList<>();
                characters = 0;
            }
            characters += it.text().length();
            part.add(
                    it.byCharacter()
                            ? new PastLine(answerer.agent(), answerer.casting().name(), it.text(), now)
                            : new PastLine(null, PastLine.PERSON, it.text(), now));
        }
        parts.add(part);
        return parts;
    }

    private static <T> CompletionStage<T> otherwise(
            Throwable failure, Refusal.Kind kind, Supplier<CompletionStage<T>> instead) {
        return Refusal.in(failure).filter(it -> it.kind() == kind).isPresent()
                ? instead.get()
                : CompletableFuture.failedFuture(failure);
    }
}
