package parley.http.chatsparty;

import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.delete;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.Directives.withRangeSupport;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;
import static parley.http.edge.Body.lenientBody;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.recording.Mix;
import parley.engine.recording.Recording;
import parley.engine.recording.RecordingKey;
import parley.engine.recording.Recordings;
import parley.http.edge.Problem;
import parley.http.edge.SignedIn;

/** Conversations as podcasts: recordings in MP3, each a job that clients ask for until it is done. */
final class PodcastRoutes implements Chapter {
    private static final int EDGE_MILLIS = 2000;
    private static final double ESTIMATED_MINUTES = 2;
    private static final int NAMED_CHARACTERS = 8;

    private final SignedIn signedIn;
    private final Rooms rooms;
    private final Recordings recordings;

    PodcastRoutes(Doors doors) {
        this.signedIn = doors.keyring().signedIn();
        this.rooms = new Rooms(doors.conversations());
        this.recordings = doors.recordings();
    }

    /** The order of a podcast; without words it has two seconds of silence at either end. */
    record Order(
            String conversationId,
            @Nullable Boolean includeIntro,
            @Nullable Boolean includeOutro,
            @Nullable Boolean backgroundMusic,
            @Nullable String exportFormat) {
        Mix mix() {
            Mix usual = Mix.USUAL;
            return new Mix(
                    Mix.Format.MP3,
                    edge(includeIntro),
                    edge(includeOutro),
                    usual.betweenSentences(),
                    usual.betweenTurns());
        }

        private static int edge(@Nullable Boolean included) {
            return included == null || included ? EDGE_MILLIS : 0;
        }
    }

    record Started(boolean success, String message, String jobId, double estimatedDurationMinutes) {
        static Started of(Recording it) {
            return new Started(true, "Podcast generation started", it.key().toString(), ESTIMATED_MINUTES);
        }
    }

    record Deleted(boolean success, String message) {}

    @Override
    public Route routes(Mount mount) {
        return concat(
                path(segment("podcast").slash("generate"), () -> signedIn.signedIn(this::generate)),
                path(
                        segment("podcast").slash("status").slash(segment()),
                        job -> signedIn.signedIn(user -> status(mount, user, job))),
                path(
                        segment("podcast").slash("download").slash(segment()),
                        job -> signedIn.signedIn(user -> download(user, job))),
                path(
                        segment("podcast").slash("jobs").slash(segment()),
                        job -> signedIn.signedIn(user -> remove(user, job))));
    }

    // POST /podcast/generate
    private Route generate(UserId user) {
        return post(() -> lenientBody(
                Order.class,
                order -> Reply.ok(told(rooms.find(user, order.conversationId), "Conversation not found")
                        .thenCompose(it ->
                                told(recordings.order(it.id(), user, null, order.mix()), "Conversation not found"))
                        .thenApply(Started::of))));
    }

    // GET /podcast/status/{job}
    private Route status(Mount mount, UserId user, String job) {
        return get(
                () -> Reply.ok(job(recordings.recording(key(job), user)).thenApply(it -> PodcastStatus.of(it, mount))));
    }

    // GET /podcast/download/{job}
    private Route download(UserId user, String job) {
        return get(() -> withRangeSupport(() ->
                completeWithFuture(finished(recordings.audio(key(job), user)).thenApply(PodcastRoutes::attached))));
    }

    // DELETE /podcast/jobs/{job}
    private Route remove(UserId user, String job) {
        return delete(() -> Reply.ok(job(recordings.delete(key(job), user))
                .thenApply(_ -> new Deleted(true, "Podcast job deleted successfully"))));
    }

    private static HttpResponse attached(Recordings.Content it) {
        String conversation = Rooms.told(it.recording().key().conversation());
        String name = conversation.substring(0, Math.min(NAMED_CHARACTERS, conversation.length()));
        return HttpResponse.create()
                .addHeader(RawHeader.create("Cache-Control", "private, no-cache"))
                .addHeader(RawHeader.create(
                        "Content-Disposition", "attachment; filename=\"podcast_" + name + "." + it.suffix() + "\""))
                .withEntity(HttpEntities.create(ContentTypes.parse(it.mediaType()), it.size(), it.bytes()));
    }

    /** What names no job is none. */
    private static RecordingKey key(String job) {
        try {
            return RecordingKey.of(job);
        } catch (Refusal strange) {
            throw Refusal.notFound(PodcastStatus.UNKNOWN);
        }
    }

    /** There is no file before it is whole, nor where it is lost. */
    private static <T> CompletionStage<T> finished(CompletionStage<T> answer) {
        return job(answer.exceptionallyCompose(failure -> CompletableFuture.failedFuture(Refusal.in(failure)
                .filter(no -> no.kind() == Refusal.Kind.CONFLICT || no.kind() == Refusal.Kind.GONE)
                .<Throwable>map(no -> new Problem(StatusCodes.NOT_FOUND, no.code(), no.reason()))
                .orElse(failure))));
    }

    private static <T> CompletionStage<T> job(CompletionStage<T> answer) {
        return told(answer, PodcastStatus.UNKNOWN);
    }

    /** What is not there is 404 in these clients' words, and what cannot be done yet 400. */
    private static <T> CompletionStage<T> told(CompletionStage<T> answer, String unknown) {
        return answer.exceptionallyCompose(failure -> CompletableFuture.failedFuture(Refusal.in(failure)
                .<Throwable>map(no -> switch (no.kind()) {
                    case NOT_FOUND -> Refusal.notFound(unknown);
                    case CONFLICT -> new Problem(StatusCodes.BAD_REQUEST, no.code(), no.reason());
                    default -> no;
                })
                .orElse(failure)));
    }
}
