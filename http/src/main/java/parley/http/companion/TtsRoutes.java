package parley.http.companion;

import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;
import parley.engine.speech.Voice;
import parley.engine.speech.VoiceInfo;
import parley.http.edge.Body;
import parley.http.edge.Json;

/**
 * Speech, as the Companion's backend has it below {@code /api/tts} and its page reads it (contract, 4.1 and 4.3): visemes
 * are always an array and count seconds, sound is a WAV file of 16 bits, a long text is said sentence by sentence and
 * joined, and nothing but control characters is taken out of it. What is told besides: {@code sample_rate},
 * {@code duration} in seconds, and {@code complete}, which is false where a sentence could not be said.
 */
final class TtsRoutes implements Chapter {
    private static final String BUILT_IN = "builtin";
    private static final String CLONED = "cloned";
    private static final HttpHeader NOT_KEPT = RawHeader.create("Cache-Control", "no-cache");

    private final Visitors visitors;
    private final Speaking speaking;
    private final Clock clock;

    TtsRoutes(Visitors visitors, Speaking speaking, Clock clock) {
        this.visitors = visitors;
        this.speaking = speaking;
        this.clock = clock;
    }

    record Health(
            String status,
            String engine,
            @JsonProperty("sample_rate") int sampleRate,
            @JsonProperty("supports_cloning") boolean supportsCloning,
            Instant timestamp) {}

    record Generated(
            boolean success,
            List<Mouth> visemes,
            @JsonProperty("media_type") String mediaType,
            @JsonProperty("sample_rate") int sampleRate,
            double duration,
            boolean complete,
            Instant timestamp) {}

    record Visemes(boolean success, List<Mouth> visemes, int count, Instant timestamp) {}

    record Offered(String id, String name, String engine, String type, String locale) {}

    record Voices(
            boolean success,
            String engine,
            @JsonProperty("supports_cloning") boolean supportsCloning,
            List<Offered> voices,
            int count,
            Instant timestamp) {}

    @Override
    public Route routes() {
        return pathPrefix(
                segment("api").slash("tts"),
                () -> concat(
                        path("health", () -> get(this::health)),
                        path("voices", () -> get(() -> visitors.visiting(_ -> voices()))),
                        path("generate", () -> post(() -> visitors.visiting(_ -> generate()))),
                        path("stream", () -> post(() -> visitors.visiting(_ -> stream()))),
                        path("visemes", () -> post(() -> visitors.visiting(_ -> visemes())))));
    }

    // GET /api/tts/health
    private Route health() {
        Health health =
                new Health("healthy", speaking.engine(), speaking.settings().rate(), Speaking.CLONES, clock.instant());
        return Json.ok(CompletableFuture.completedFuture(health));
    }

    // GET /api/tts/voices
    private Route voices() {
        List<Offered> offered =
                speaking.voices().offered().stream().map(TtsRoutes::offered).toList();
        return Json.ok(CompletableFuture.completedFuture(
                new Voices(true, speaking.engine(), Speaking.CLONES, offered, offered.size(), clock.instant())));
    }

    private static Offered offered(VoiceInfo info) {
        Voice voice = info.voice();
        boolean clone = voice.name().startsWith(Speaking.CLONE);
        return new Offered(
                clone ? voice.name() : voice.toString(),
                info.label(),
                voice.engine(),
                clone ? CLONED : BUILT_IN,
                info.language());
    }

    // POST /api/tts/generate {text, voice?, speaker_profile_id?, speed?}
    private Route generate() {
        return Body.lenientBody(
                Speaking.Wish.class,
                wish -> completeWithFuture(speaking.read(wish).thenApply(it -> SpeechBytes.json(it, this::generated))));
    }

    private Generated generated(Speech speech) {
        return new Generated(
                true,
                Mouth.of(speech.visemes()),
                speech.mediaType(),
                speech.rate(),
                speech.seconds(),
                speech.complete(),
                clock.instant());
    }

    // POST /api/tts/stream {text, voice?, speaker_profile_id?, speed?}
    private Route stream() {
        return Body.lenientBody(
                Speaking.Wish.class,
                wish -> completeWithFuture(speaking.sound(wish)
                        .thenApply(it -> it.answer(TtsRoutes::mouth)
                                .addHeader(NOT_KEPT)
                                .addHeader(RawHeader.create("X-Engine", speaking.engine()))
                                .addHeader(RawHeader.create("X-Supports-Cloning", String.valueOf(Speaking.CLONES))))));
    }

    private static HttpHeader mouth(Speech speech) {
        return RawHeader.create("X-Visemes", Json.text(Mouth.of(speech.visemes())));
    }

    // POST /api/tts/visemes {text}
    private Route visemes() {
        return Body.lenientBody(
                Speaking.Wish.class,
                wish -> completeWithFuture(speaking.read(wish).thenApply(it -> SpeechBytes.told(it, this::told))));
    }

    private Visemes told(Speech speech) {
        List<Mouth> visemes = Mouth.of(speech.visemes());
        return new Visemes(true, visemes, visemes.size(), clock.instant());
    }
}
