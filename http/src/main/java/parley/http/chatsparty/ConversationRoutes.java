package parley.http.chatsparty;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.delete;
import static org.apache.pekko.http.javadsl.server.Directives.extractMaterializer;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.parameterMap;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathEndOrSingleSlash;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.Directives.put;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;
import static parley.http.edge.Body.lenientBody;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.ConversationView;
import parley.engine.conversation.Conversations;
import parley.engine.conversation.Rules;
import parley.engine.kernel.Page;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.recording.Recordings;
import parley.http.edge.SignedIn;

/** Conversations that were held: listed, read, kept anew, shared with whoever has their address, and deleted. */
final class ConversationRoutes implements Chapter {
    private static final String UNTITLED = "New Conversation";
    private static final String SHARED_PAGE = "/shared/conversation/";

    private final Conversations conversations;
    private final Recordings recordings;
    private final Rooms rooms;
    private final ConversationLists lists;
    private final Casts casts;
    private final ConversationMessages messages;
    private final SignedIn signedIn;

    ConversationRoutes(Doors doors) {
        conversations = doors.conversations();
        recordings = doors.recordings();
        rooms = new Rooms(doors.conversations());
        lists = new ConversationLists(doors.conversationIndex(), doors.conversations());
        casts = new Casts(doors.agents());
        messages = new ConversationMessages(doors.conversations(), rooms, casts);
        signedIn = doors.keyring().signedIn();
    }

    record OpenForm(@Nullable String title, List<AgentId> agentIds) {}

    record ShareForm(@Nullable Boolean isShared, @Nullable Boolean shared) {
        boolean wanted() {
            Boolean said = isShared == null ? shared : isShared;
            if (said == null) throw Refusal.invalid("is_shared must be true or false");
            return said;
        }
    }

    /** A page as the second era's clients read it. */
    record Listed(List<ConversationAnswer> conversations, long total, int page, int limit) {
        static Listed of(Page<ConversationView> it) {
            return new Listed(
                    it.items().stream().map(ConversationAnswer::own).toList(), it.total(), it.page(), it.limit());
        }
    }

    /** One conversation as it is, for the first era's clients, and wrapped, for the second's. */
    record One(@JsonUnwrapped ConversationAnswer it, boolean success, ConversationAnswer data) {
        static One of(ConversationAnswer it) {
            return new One(it, true, it);
        }
    }

    record Shared(
            boolean success,
            String conversationId,
            boolean isShared,
            @Nullable String shareUrl) {
        static Shared of(ConversationView it) {
            String address = it.shared() ? SHARED_PAGE + it.id() : null;
            return new Shared(true, Rooms.told(it.id()), it.shared(), address);
        }
    }

    record Deleted(boolean success, String message) {
        static Deleted of(ConversationView it) {
            return new Deleted(true, "Conversation " + Rooms.told(it.id()) + " deleted successfully");
        }
    }

    @Override
    public Route routes(Mount mount) {
        return concat(
                shared(),
                pathPrefix(
                        segment("chat").slash("conversations"), () -> signedIn.signedIn(user -> in(user, bare(user)))),
                pathPrefix("conversations", () -> signedIn.signedIn(user -> in(user, wrapped(user)))));
    }

    private Route in(UserId user, Route list) {
        return concat(
                pathEndOrSingleSlash(() -> concat(list, open(user))),
                count(user),
                pathPrefix(
                        segment(),
                        id -> concat(
                                pathEndOrSingleSlash(() -> concat(read(user, id), remove(user, id))),
                                share(user, id),
                                messages.in(user, id))));
    }

    // GET /chat/conversations: the array alone, as the first era's clients count on it
    private Route bare(UserId user) {
        return listed(user, it -> Listed.of(it).conversations());
    }

    // GET /conversations
    private Route wrapped(UserId user) {
        return listed(user, it -> Data.of(Listed.of(it)));
    }

    private Route listed(UserId user, Function<Page<ConversationView>, ?> answer) {
        return get(() -> parameterMap(asked -> extractMaterializer(materializer -> Reply.ok(
                lists.list(user, ConversationQuery.of(asked), materializer).thenApply(answer)))));
    }

    // POST /conversations
    private Route open(UserId user) {
        return post(() -> lenientBody(
                OpenForm.class,
                form -> Reply.created(
                        opened(user, form).thenApply(ConversationAnswer::own).thenApply(One::of))));
    }

    private CompletionStage<ConversationView> opened(UserId user, OpenForm form) {
        String title = form.title == null || form.title.isBlank() ? UNTITLED : form.title;
        ConversationId fresh = new ConversationId(UUID.randomUUID().toString());
        return casts.participants(user, form.agentIds)
                .thenCompose(seated -> conversations.open(fresh, user, title, seated, Rules.USUAL));
    }

    // GET /conversations/count
    private Route count(UserId user) {
        return path("count", () -> get(() -> Reply.ok(lists.count(user).thenApply(Data::of))));
    }

    // GET /conversations/{conversation}
    private Route read(UserId user, String id) {
        return get(() -> Reply.ok(rooms.readable(user, id)
                .thenApply(it -> it.owner().equals(user) ? ConversationAnswer.own(it) : ConversationAnswer.shared(it))
                .thenApply(One::of)));
    }

    // DELETE /conversations/{conversation}
    private Route remove(UserId user, String id) {
        return delete(() -> Reply.ok(rooms.known(user, id)
                .thenCompose(it -> recordings.deleteAll(it.id(), user))
                .thenApply(Deleted::of)));
    }

    // PUT /conversations/{conversation}/share
    private Route share(UserId user, String id) {
        return path(
                "share",
                () -> put(() -> lenientBody(
                        ShareForm.class,
                        form -> Reply.ok(rooms.known(user, id)
                                .thenCompose(it -> conversations.share(it.id(), user, form.wanted()))
                                .thenApply(Shared::of)))));
    }

    // GET /chat/shared/conversations/{conversation}: for anybody
    private Route shared() {
        return path(
                segment("chat").slash("shared").slash("conversations").slash(segment()),
                id -> get(() -> Reply.ok(rooms.shared(id).thenApply(ConversationAnswer::shared))));
    }
}
