package parley.http.chatsparty;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.extractMaterializer;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathEndOrSingleSlash;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.server.Route;
import parley.engine.agent.AgentId;
import parley.engine.agent.Participant;
import parley.engine.conversation.ConversationView;
import parley.engine.conversation.Conversations;
import parley.engine.kernel.UserId;
import parley.http.edge.SignedIn;

/** What is going on now: a session is a conversation in which somebody speaks. */
final class ConversationSessions implements Chapter {
    private final Conversations conversations;
    private final ConversationLists lists;
    private final Rooms rooms;
    private final SignedIn signedIn;

    ConversationSessions(Doors doors) {
        conversations = doors.conversations();
        lists = new ConversationLists(doors.conversationIndex(), doors.conversations());
        rooms = new Rooms(doors.conversations());
        signedIn = doors.keyring().signedIn();
    }

    record Going(
            String id,
            String sessionId,
            String conversationId,
            String title,
            List<AgentId> agentIds,
            boolean isActive,
            Instant createdAt,
            Instant updatedAt) {
        static Going of(ConversationView it) {
            String id = Rooms.told(it.id());
            List<AgentId> agents =
                    it.participants().stream().map(Participant::agent).toList();
            return new Going(id, id, id, it.title(), agents, it.running(), it.createdAt(), it.updatedAt());
        }
    }

    @Override
    public Route routes(Mount mount) {
        return concat(
                pathPrefix(segment("chat").slash("sessions"), this::sessions),
                pathPrefix(segment("chat").slash("chat").slash("sessions"), this::sessions));
    }

    private Route sessions() {
        return signedIn.signedIn(user ->
                concat(pathEndOrSingleSlash(() -> list(user)), path(segment().slash("end"), id -> end(user, id))));
    }

    // GET /chat/sessions
    private Route list(UserId user) {
        return get(() -> extractMaterializer(materializer -> Reply.ok(lists.running(user, materializer)
                .thenApply(it -> Data.of(it.stream().map(Going::of).toList())))));
    }

    // POST /chat/sessions/{session}/end
    private Route end(UserId user, String id) {
        return post(() -> Reply.ok(ended(user, id).thenApply(it -> Data.of(Going.of(it)))));
    }

    private CompletionStage<ConversationView> ended(UserId user, String id) {
        return rooms.known(user, id, "Session not found").thenCompose(it -> {
            if (!it.running()) throw Rooms.notFound("Session not found");
            return conversations.stop(it.id(), user);
        });
    }
}
