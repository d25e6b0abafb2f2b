package parley.http.chatsparty;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.parameterMap;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static parley.http.edge.Body.lenientBody;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.agent.Participant;
import parley.engine.conversation.ConversationView;
import parley.engine.conversation.Conversations;
import parley.engine.conversation.PastLine;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;

/** The messages of one conversation: a slice of them, and more that are kept and that nobody answers. */
final class ConversationMessages {
    private final Conversations conversations;
    private final Rooms rooms;
    private final Casts casts;
    private final Clock clock;

    ConversationMessages(Conversations conversations, Rooms rooms, Casts casts) {
        this.conversations = conversations;
        this.rooms = rooms;
        this.casts = casts;
        this.clock = Clock.systemUTC();
    }

    record Form(
            @Nullable String message,
            @Nullable String content,
            @Nullable String role,
            @Nullable String agentId) {
        String text() {
            String text = message == null ? content : message;
            if (text == null || text.isBlank()) throw Refusal.invalid("message must not be empty");
            return text;
        }

        @Nullable
        AgentId agent() {
            return agentId == null || agentId.isBlank() ? null : new AgentId(agentId);
        }
    }

    record Slice(List<MessageAnswer> messages, int total) {}

    Route in(UserId user, String id) {
        return path("messages", () -> concat(list(user, id), keep(user, id)));
    }

    // GET /conversations/{conversation}/messages
    private Route list(UserId user, String id) {
        return get(() -> parameterMap(asked -> {
            int offset = number(asked, "offset", 0);
            int limit = number(asked, "limit", Integer.MAX_VALUE);
            return Reply.ok(rooms.readable(user, id).thenApply(it -> Data.of(slice(it, offset, limit))));
        }));
    }

    private static Slice slice(ConversationView conversation, int offset, int limit) {
        List<MessageAnswer> all = MessageAnswer.of(conversation);
        return new Slice(all.stream().skip(offset).limit(limit).toList(), all.size());
    }

    private static int number(Map<String, String> asked, String what, int usual) {
        String text = asked.getOrDefault(what, "").strip();
        try {
            return text.isEmpty() ? usual : Math.clamp(Long.parseLong(text), 0, Integer.MAX_VALUE);
        } catch (NumberFormatException _) {
            throw Refusal.invalid(what + " must be a whole number");
        }
    }

    // POST /conversations/{conversation}/messages
    private Route keep(UserId user, String id) {
        return post(() -> lenientBody(
                Form.class,
                form -> Reply.ok(rooms.known(user, id)
                        .thenCompose(room -> line(user, room, form)
                                .thenCompose(line -> conversations.add(
                                        room.id(), user, UUID.randomUUID().toString(), List.of(line))))
                        .thenApply(it -> Data.of(MessageAnswer.of(it).getLast())))));
    }

    private CompletionStage<PastLine> line(UserId user, ConversationView room, Form form) {
        AgentId agent = form.agent();
        String text = form.text();
        Instant now = clock.instant();
        return switch (form.role == null ? "" : form.role.strip().toLowerCase(Locale.ROOT)) {
            case "", MessageAnswer.USER ->
                CompletableFuture.completedFuture(new PastLine(null, PastLine.PERSON, text, now));
            case MessageAnswer.SYSTEM ->
                CompletableFuture.completedFuture(new PastLine(null, MessageAnswer.SYSTEM, text, now));
            case MessageAnswer.ASSISTANT, "agent" ->
                agent == null
                        ? CompletableFuture.completedFuture(new PastLine(null, MessageAnswer.ASSISTANT, text, now))
                        : speaker(user, room, agent).thenApply(it -> new PastLine(agent, it.name(), text, now));
            default -> throw Refusal.invalid("role must be user, assistant or system");
        };
    }

    /** Who sits in the room, or another agent of one's own. */
    private CompletionStage<Participant> speaker(UserId user, ConversationView room, AgentId agent) {
        return room.participants().stream()
                .filter(it -> it.agent().equals(agent))
                .findFirst()
                .<CompletionStage<Participant>>map(CompletableFuture::completedFuture)
                .orElseGet(() -> casts.participant(user, agent));
    }
}
