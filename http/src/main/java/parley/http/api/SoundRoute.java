package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.parameterOptional;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.PathMatchers.integerSegment;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.PathMatcher2;
import org.apache.pekko.http.javadsl.server.Route;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.Conversations;
import parley.engine.kernel.UserId;
import parley.engine.speech.Sound;
import parley.engine.speech.SpeechFailure;
import parley.engine.speech.Timing;
import parley.engine.speech.Viseme;
import parley.http.edge.Json;
import parley.http.edge.Problem;
import parley.http.sound.AudioEncoding;

/** One sentence to listen to, and when what is heard in it. What was spoken never changes, so a browser may keep it. */
final class SoundRoute implements RoomRoute {
    private static final RawHeader FOR_EVER = RawHeader.create("Cache-Control", "private, max-age=31536000, immutable");

    private final Conversations conversations;

    SoundRoute(Conversations conversations) {
        this.conversations = conversations;
    }

    /** Times in seconds; {@code value} as the Companion reads a mouth's shape, {@code shape} as Oculus lip sync does. */
    record Heard(String basis, boolean estimated, List<Word> words, List<Mouth> visemes) {
        static Heard of(Timing it) {
            List<Word> words = it.words().stream().map(Word::of).toList();
            List<Mouth> mouths = it.visemes().stream().map(Mouth::of).toList();
            return new Heard(it.basis().name().toLowerCase(Locale.ROOT), it.estimated(), words, mouths);
        }
    }

    record Word(String text, double time, double duration) {
        static Word of(Timing.Word it) {
            return new Word(it.text(), toTheMillisecond(it.time()), toTheMillisecond(it.duration()));
        }
    }

    record Mouth(double time, int value, double duration, String shape) {
        static Mouth of(Viseme it) {
            return new Mouth(
                    toTheMillisecond(it.time()),
                    it.value(),
                    toTheMillisecond(it.duration()),
                    it.shape().oculus());
        }
    }

    private static double toTheMillisecond(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }

    @Override
    public Route in(UserId user, ConversationId id) {
        return concat(audio(user, id), timing(user, id));
    }

    // GET /api/v1/conversations/{conversation}/turns/{turn}/sentences/{index}/audio?format=wav|pcm|mp3|opus
    private Route audio(UserId user, ConversationId id) {
        return path(
                sentence("audio"),
                (turn, sentence) -> get(() -> parameterOptional(
                        "format",
                        format -> completeWithFuture(sound(id, user, turn, sentence)
                                .thenCompose(it -> encoded(it, format))
                                .thenApply(SoundRoute::response)))));
    }

    // GET /api/v1/conversations/{conversation}/turns/{turn}/sentences/{index}/timing
    private Route timing(UserId user, ConversationId id) {
        return path(
                sentence("timing"),
                (turn, sentence) ->
                        get(() -> Json.ok(sound(id, user, turn, sentence).thenApply(it -> Heard.of(it.timing())))));
    }

    private static PathMatcher2<Integer, Integer> sentence(String what) {
        return segment("turns")
                .slash(integerSegment())
                .slash("sentences")
                .slash(integerSegment())
                .slash(what);
    }

    static String address(ConversationId id, int turn, int sentence) {
        return "/api/v1/conversations/" + id + "/turns/" + turn + "/sentences/" + sentence + "/audio";
    }

    private CompletionStage<Sound> sound(ConversationId id, UserId user, int turn, int sentence) {
        return conversations.sound(id, user, turn, sentence).exceptionallyCompose(failure -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            return CompletableFuture.failedFuture(
                    cause instanceof SpeechFailure silent ? Problem.unavailable(silent.getMessage() + "") : failure);
        });
    }

    /** As the engine made it, unless somebody asks for another encoding. */
    private static CompletionStage<Sound> encoded(Sound sound, Optional<String> format) {
        return format.map(it -> Words.read("format", it, AudioEncoding.class).encoded(sound))
                .orElseGet(() -> CompletableFuture.completedFuture(sound));
    }

    private static HttpResponse response(Sound sound) {
        return HttpResponse.create()
                .addHeader(FOR_EVER)
                .withEntity(HttpEntities.create(ContentTypes.parse(sound.mediaType()), sound.bytes()));
    }
}
