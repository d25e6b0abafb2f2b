package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.PathMatchers.integerSegment;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.Conversations;
import parley.engine.kernel.UserId;
import parley.engine.speech.Sound;

/** One sentence to listen to. What was spoken never changes, so a browser may keep it. */
final class SoundRoute implements RoomRoute {
    private static final RawHeader FOR_EVER = RawHeader.create("Cache-Control", "private, max-age=31536000, immutable");

    private final Conversations conversations;

    SoundRoute(Conversations conversations) {
        this.conversations = conversations;
    }

    // GET /api/conversations/{conversation}/turns/{turn}/sentences/{index}/audio
    @Override
    public Route in(UserId user, ConversationId id) {
        return path(
                segment("turns")
                        .slash(integerSegment())
                        .slash("sentences")
                        .slash(integerSegment())
                        .slash("audio"),
                (turn, sentence) -> get(() -> completeWithFuture(
                        conversations.sound(id, user, turn, sentence).thenApply(SoundRoute::response))));
    }

    static String address(ConversationId id, int turn, int sentence) {
        return "/api/conversations/" + id + "/turns/" + turn + "/sentences/" + sentence + "/audio";
    }

    private static HttpResponse response(Sound sound) {
        return HttpResponse.create()
                .addHeader(FOR_EVER)
                .withEntity(HttpEntities.create(ContentTypes.parse(sound.mediaType()), sound.bytes()));
    }
}
