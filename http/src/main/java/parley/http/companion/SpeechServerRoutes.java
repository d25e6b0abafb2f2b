package parley.http.companion;

import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.Directives.reject;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;
import parley.http.edge.Body;
import parley.http.edge.Json;

/**
 * The addresses of the Companion's separate speech server, at the root as there (contract, 4.2), but for {@code /} and
 * {@code /health}, which are Parley's own. It numbers the mouth's shapes in its own way.
 */
final class SpeechServerRoutes implements Chapter {
    private final Visitors visitors;
    private final Speaking speaking;
    private final Clock clock;

    SpeechServerRoutes(Visitors visitors, Speaking speaking, Clock clock) {
        this.visitors = visitors;
        this.speaking = speaking;
        this.clock = clock;
    }

    record Generated(boolean success, List<Mouth> visemes, Instant timestamp) {}

    record Visemes(boolean success, String text, List<Mouth> visemes, int count, Instant timestamp) {}

    record Offered(String id, String name, String locale) {}

    record Voices(boolean success, List<Offered> voices, int count, Instant timestamp) {}

    @Override
    public Route routes() {
        if (!speaking.settings().ownServer()) return reject();
        return concat(
                path("voices", () -> get(() -> visitors.visiting(_ -> voices()))),
                path("generate", () -> post(() -> visitors.visiting(_ -> generate()))),
                path("generate-stream", () -> post(() -> visitors.visiting(_ -> stream()))),
                path("generate-visemes", () -> post(() -> visitors.visiting(_ -> visemes()))));
    }

    // GET /voices
    private Route voices() {
        List<Offered> offered = speaking.voices().offered().stream()
                .map(it -> new Offered(it.voice().toString(), it.label(), it.language()))
                .toList();
        return Json.ok(CompletableFuture.completedFuture(new Voices(true, offered, offered.size(), clock.instant())));
    }

    // POST /generate {text, stream?, voice?}
    private Route generate() {
        return Body.lenientBody(
                Speaking.Wish.class,
                wish -> completeWithFuture(
                        Boolean.FALSE.equals(wish.stream())
                                ? speaking.read(wish).thenApply(it -> SpeechBytes.json(it, this::generated))
                                : sound(wish)));
    }

    private Generated generated(Speech speech) {
        return new Generated(true, Mouth.ofOwnServer(speech.visemes()), clock.instant());
    }

    private CompletionStage<HttpResponse> sound(Speaking.Wish wish) {
        return speaking.sound(wish)
                .thenApply(it -> it.answer(speech -> RawHeader.create(
                                "X-Viseme-Count",
                                String.valueOf(speech.visemes().size())))
                        .addHeader(RawHeader.create(
                                "X-Text-Length", String.valueOf(wish.text().length())))
                        .addHeader(RawHeader.create("X-Stream-Mode", "true")));
    }

    // POST /generate-stream {text, voice?}
    private Route stream() {
        return Body.lenientBody(
                Speaking.Wish.class,
                wish -> completeWithFuture(speaking.read(wish).thenApply(SpeechBytes::framed)));
    }

    // POST /generate-visemes {text}
    private Route visemes() {
        return Body.lenientBody(
                Speaking.Wish.class,
                wish -> completeWithFuture(speaking.read(wish)
                        .thenApply(it -> SpeechBytes.told(it, speech -> visemes(wish, speech)))));
    }

    private Visemes visemes(Speaking.Wish wish, Speech speech) {
        List<Mouth> visemes = Mouth.ofOwnServer(speech.visemes());
        return new Visemes(true, wish.text(), visemes, visemes.size(), clock.instant());
    }
}
