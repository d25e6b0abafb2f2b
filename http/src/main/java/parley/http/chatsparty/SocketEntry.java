package parley.http.chatsparty;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.ConversationView;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Secret;
import parley.engine.kernel.UserId;
import parley.http.chatsparty.ChatSockets.Talking;
import parley.http.edge.Problem;
import parley.http.edge.Problems;

/**
 * How an event of a socket comes to its room: by who its token says it is, and to a room of theirs alone.
 *
 * @param token what came with the connection, for events that bring none
 */
record SocketEntry(Talking talking, Secret token) {
    private static final String NOT_SIGNED_IN = "Authentication failed";

    /**
     * Somebody is in a room.
     *
     * @param conversation the id that the client knows it by
     * @param talk what is to be said there, where something is
     */
    record Entered(
            SocketWish wish,
            String conversation,
            UserId user,
            @Nullable Talk talk,
            ConversationView room) {}

    /** Into the room that an event means; a Refusal where that cannot be, whose reason {@link #told} tells. */
    CompletionStage<Entered> enter(SocketWish wish, SocketForm form) {
        if (wish != SocketWish.JOIN && wish != SocketWish.STOP) {
            Optional<Problem> no = talking.steadiness().no();
            if (no.isPresent()) return CompletableFuture.failedFuture(no.get());
        }
        return who(wish, form).thenCompose(user -> switch (wish) {
            case START, REGISTER ->
                talk(wish, form.begun(user, talking.settings().socketTurns()));
            case SEND -> talk(wish, form.resumed(user, talking.settings().socketTurns()));
            case JOIN, STOP ->
                talking.talks()
                        .rooms()
                        .find(user, form.conversation())
                        .thenApply(room -> new Entered(wish, form.conversation(), user, null, room));
        });
    }

    private CompletionStage<Entered> talk(SocketWish wish, Talk talk) {
        return talking.talks()
                .room(talk)
                .thenApply(room -> new Entered(wish, talk.conversation(), talk.user(), talk, room));
    }

    private CompletionStage<UserId> who(SocketWish wish, SocketForm form) {
        String own = form.token();
        String shown = own == null || own.isBlank() ? token.reveal() : own;
        return shown.isBlank()
                ? CompletableFuture.failedFuture(Refusal.forbidden(wish.unsigned()))
                : talking.signedIn().user(shown);
    }

    /** Says what is to be said; whoever speaks now is the last before. */
    CompletionStage<Integer> say(Talk talk, ConversationView room) {
        talking.messages().take(talk.user().value());
        return talking.talks().cutIn(talk, room).thenApply(it -> it.round());
    }

    /** Ends what runs; answers whether anything did. */
    CompletionStage<Boolean> stop(UserId user, ConversationId room) {
        return talking.conversations()
                .view(room, user)
                .thenCompose(before -> talking.conversations().stop(room, user).thenApply(_ -> before.running()));
    }

    /** What a client is told of a failure. */
    static String told(SocketWish wish, Throwable failure) {
        return Refusal.in(failure)
                .map(no -> switch (no.kind()) {
                    case UNAUTHENTICATED -> NOT_SIGNED_IN;
                    case NOT_FOUND -> missing(wish, no);
                    default -> no.reason();
                })
                .orElseGet(
                        () -> "Conversation error: " + Problems.problem(failure).detail());
    }

    /** What a client is told where the stream of a room broke, be it because the server or the client goes. */
    static String broken(Throwable failure) {
        return Refusal.in(failure).map(Refusal::reason).orElse("Conversation error: the stream broke; connect again");
    }

    private static String missing(SocketWish wish, Refusal no) {
        if (wish.begins() || no.reason().startsWith("Agent ")) return "One or more agents not found";
        return wish == SocketWish.SEND ? "Conversation not found or inactive" : "Conversation not found";
    }

    /** What agents say where a message was not taken. */
    static String apology(Throwable failure) {
        return Refusal.in(failure)
                .filter(it -> it.kind() == Refusal.Kind.EXHAUSTED)
                .map(Apology::unpaid)
                .orElseGet(() -> Apology.error(Problems.problem(failure).detail()));
    }
}
