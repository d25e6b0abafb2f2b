package parley.http.companion;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.delete;
import static org.apache.pekko.http.javadsl.server.Directives.extractMaterializer;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequestEntity;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathEnd;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.javadsl.Sink;
import parley.engine.kernel.Refusal;
import parley.http.edge.Json;
import parley.http.edge.Problem;
import parley.http.file.ToTheEnd;

/**
 * Copies of people's voices (contract, 4.1). None of this server's engines can learn a voice, and that is what is said
 * first, whatever comes with the question; so nobody has a profile. A copy that another Companion's server keeps is one of
 * the voices once the operator names it among that server's, as {@code clone:<id>}.
 */
final class CloneRoutes implements Chapter {
    /** What a sample may have at most where voices are learnt; so much is listened to before the answer is read. */
    private static final long LARGEST = 10 << 20;

    private final Visitors visitors;
    private final Clock clock;

    CloneRoutes(Visitors visitors, Clock clock) {
        this.visitors = visitors;
        this.clock = clock;
    }

    record Profiles(
            boolean success,
            List<String> profiles,
            int count,
            @JsonProperty("supports_cloning") boolean supportsCloning,
            Instant timestamp) {}

    @Override
    public Route routes() {
        return pathPrefix(
                segment("api").slash("tts").slash("clone"),
                () -> concat(
                        pathEnd(() -> post(() -> visitors.visiting(_ -> learn()))),
                        path("profiles", () -> get(() -> visitors.visiting(_ -> profiles()))),
                        path(
                                segment("profiles").slash(segment()),
                                _ -> delete(() -> visitors.visiting(_ -> forget())))));
    }

    // POST /api/tts/clone, a form with audio_file and profile_name
    private static Route learn() {
        return extractRequestEntity(entity -> extractMaterializer(materializer -> {
            Problem no = new Problem(
                    StatusCodes.NOT_IMPLEMENTED,
                    "not_implemented",
                    "no voice of this server can learn to sound like somebody");
            ToTheEnd heard = ToTheEnd.of(entity.withoutSizeLimit().getDataBytes(), 2 * LARGEST);
            heard.bytes().runWith(Sink.cancelled(), materializer);
            return Json.ok(heard.answered(CompletableFuture.failedFuture(no), entity, materializer));
        }));
    }

    // GET /api/tts/clone/profiles
    private Route profiles() {
        return Json.ok(
                CompletableFuture.completedFuture(new Profiles(true, List.of(), 0, Speaking.CLONES, clock.instant())));
    }

    // DELETE /api/tts/clone/profiles/{id}
    private static Route forget() {
        throw Refusal.notFound("there is no such profile");
    }
}
