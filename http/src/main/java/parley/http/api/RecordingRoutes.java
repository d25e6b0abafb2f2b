package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.delete;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.parameterOptional;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathEnd;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.Directives.withRangeSupport;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;
import static parley.http.edge.Body.body;
import static parley.http.edge.Json.accepted;
import static parley.http.edge.Json.gone;
import static parley.http.edge.Json.ok;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.util.ByteString;
import parley.engine.conversation.ConversationId;
import parley.engine.kernel.UserId;
import parley.engine.recording.Captions;
import parley.engine.recording.RecordingId;
import parley.engine.recording.RecordingKey;
import parley.engine.recording.Recordings;

/** A conversation as one sound file with chapters, and as captions. */
final class RecordingRoutes implements RoomRoute {
    /** A browser may keep it, but it may be deleted and ordered anew under the same name. */
    private static final RawHeader ASK_AGAIN = RawHeader.create("Cache-Control", "private, no-cache");

    private final Recordings recordings;

    RecordingRoutes(Recordings recordings) {
        this.recordings = recordings;
    }

    @Override
    public Route in(UserId user, ConversationId id) {
        return concat(
                path("captions", () -> spoken(user, id)),
                pathPrefix(
                        "recordings",
                        () -> concat(
                                pathEnd(() -> concat(list(user, id), order(user, id))),
                                pathPrefix(segment(), it -> one(user, new RecordingKey(id, new RecordingId(it)))))));
    }

    private Route one(UserId user, RecordingKey key) {
        return concat(
                pathEnd(() -> concat(show(user, key), remove(user, key))),
                path("audio", () -> audio(user, key)),
                path("captions", () -> captions(user, key)));
    }

    // GET /api/v1/conversations/{conversation}/captions?format=vtt|srt
    private Route spoken(UserId user, ConversationId id) {
        return format(format -> completeWithFuture(
                recordings.captions(id, user).thenApply(cues -> captions(format, format.written(cues)))));
    }

    // GET /api/v1/conversations/{conversation}/recordings
    private Route list(UserId user, ConversationId id) {
        return get(() -> Listing.asked(
                "createdAt",
                page -> ok(recordings.recordings(id, user, page).thenApply(it -> Listing.of(it, Recorded::of)))));
    }

    // POST /api/v1/conversations/{conversation}/recordings
    private Route order(UserId user, ConversationId id) {
        return post(() -> body(
                RecordingForm.class,
                form -> accepted(
                        recordings.order(id, user, form.recording(), form.mix()).thenApply(Recorded::of))));
    }

    // GET /api/v1/conversations/{conversation}/recordings/{recording}
    private Route show(UserId user, RecordingKey key) {
        return get(() -> ok(recordings.recording(key, user).thenApply(Recorded::of)));
    }

    // DELETE /api/v1/conversations/{conversation}/recordings/{recording}
    private Route remove(UserId user, RecordingKey key) {
        return delete(() -> gone(recordings.delete(key, user)));
    }

    // GET /api/v1/conversations/{conversation}/recordings/{recording}/audio
    private Route audio(UserId user, RecordingKey key) {
        return get(() -> withRangeSupport(
                () -> completeWithFuture(recordings.audio(key, user).thenApply(it -> file(it, "attachment")))));
    }

    // GET /api/v1/conversations/{conversation}/recordings/{recording}/captions?format=vtt|srt
    private Route captions(UserId user, RecordingKey key) {
        return format(format ->
                completeWithFuture(recordings.captions(key, user, format).thenApply(it -> file(it, "inline"))));
    }

    private static Route format(java.util.function.Function<Captions, Route> inner) {
        return get(() -> parameterOptional(
                "format",
                (Optional<String> it) -> inner.apply(it.map(name -> Words.read("format", name, Captions.class))
                        .orElse(Captions.VTT))));
    }

    private static HttpResponse file(Recordings.Content it, String disposition) {
        return HttpResponse.create()
                .addHeader(ASK_AGAIN)
                .addHeader(RawHeader.create("Content-Disposition", disposition + "; " + FileName.of(it)))
                .withEntity(HttpEntities.create(ContentTypes.parse(it.mediaType()), it.size(), it.bytes()));
    }

    private static HttpResponse captions(Captions format, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return HttpResponse.create()
                .addHeader(ASK_AGAIN)
                .withEntity(
                        HttpEntities.create(ContentTypes.parse(format.mediaType()), ByteString.fromArrayUnsafe(bytes)));
    }
}
