package parley.http.companion;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.chunking.Chunker;
import parley.engine.chunking.ChunkerOptions;
import parley.engine.chunking.TextChunk;
import parley.engine.kernel.Refusal;
import parley.engine.speech.Sound;
import parley.engine.speech.Speaker;
import parley.engine.speech.SpeechFailure;
import parley.engine.speech.SpeechText;
import parley.engine.speech.Voice;
import parley.http.edge.Problem;

/**
 * Has texts said sentence by sentence, a few sentences ahead of who listens. A text is given up as a whole where its first
 * sentence cannot be said; a later one is left out. When nobody listens any more, nothing goes on being said.
 */
final class Reader {
    private static final Logger LOG = LoggerFactory.getLogger(Reader.class);
    private static final HttpHeader SOON = HttpHeader.parse("Retry-After", "5");

    private final Speaker speaker;
    private final SpeechSettings settings;
    private final ActorSystem<?> system;
    private final Semaphore free;

    Reader(Speaker speaker, SpeechSettings settings, ActorSystem<?> system) {
        this.speaker = speaker;
        this.settings = settings;
        this.system = system;
        this.free = new Semaphore(settings.atOnce());
    }

    /** What a voice said of a sentence, or why not. */
    private record Said(Optional<Piece> piece, @Nullable Throwable failure) {}

    /** Begins; a Problem where there is nothing to say, where too many texts are being said, or no voice can say it. */
    CompletionStage<Reading> read(String text, Voice voice) {
        List<String> sentences = sentences(text);
        if (sentences.isEmpty()) throw Problem.malformed("there is nothing in this text that can be said");
        if (!free.tryAcquire())
            throw new Problem(
                    StatusCodes.SERVICE_UNAVAILABLE,
                    "unavailable",
                    "too many texts are being said at the moment; try again soon",
                    SOON);
        return said(sentences, voice) // what was said
                .takeWithin(settings.within()) // what was said in time
                .initialTimeout(settings.firstWithin()) // the same
                .prefixAndTail(1) // the first, and all others
                .runWith(Sink.head(), system)
                .thenCompose(it -> begun(sentences.size(), it));
    }

    /** The sentences of a text in which there is something to say, without what is there for the eye. */
    static List<String> sentences(String text) {
        Chunker chunker = new Chunker(ChunkerOptions.wholeSentences());
        return Stream.of(chunker.add(printable(text)), chunker.end())
                .flatMap(List::stream)
                .filter(it -> it.kind() != TextChunk.Kind.CODE && it.kind() != TextChunk.Kind.TABLE)
                .map(TextChunk::text)
                .filter(it -> !SpeechText.of(it).isEmpty())
                .toList();
    }

    /** Nothing but control characters is taken out: quotes, apostrophes and the like belong to what is said. */
    private static String printable(String text) {
        StringBuilder kept = new StringBuilder();
        text.codePoints()
                .map(it -> it == '\t' || it == '\n' || !Character.isISOControl(it) ? it : ' ')
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private Source<Said, NotUsed> said(List<String> sentences, Voice voice) {
        Map<Object, CompletableFuture<Sound>> underWay = new ConcurrentHashMap<>();
        return Source.from(sentences) // sentences
                .mapAsync(settings.ahead(), it -> said(it, voice, underWay)) // what was said of each
                .watchTermination((used, over) -> {
                    over.whenComplete((_, _) -> {
                        free.release();
                        underWay.values().forEach(it -> it.cancel(true));
                    });
                    return used;
                });
    }

    private CompletionStage<Said> said(String sentence, Voice voice, Map<Object, CompletableFuture<Sound>> underWay) {
        Object ticket = new Object();
        CompletableFuture<Sound> asked = asked(sentence, voice);
        underWay.put(ticket, asked);
        return asked.thenApply(it -> Piece.of(sentence, it, settings.rate())).handle((piece, failure) -> {
            underWay.remove(ticket);
            return new Said(Optional.ofNullable(piece), failure);
        });
    }

    private CompletableFuture<Sound> asked(String sentence, Voice voice) {
        try {
            return speaker.say(sentence, voice).toCompletableFuture();
        } catch (RuntimeException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    private CompletionStage<Reading> begun(int sentences, Pair<List<Said>, Source<Said, NotUsed>> all) {
        Optional<Piece> first =
                all.first().stream().findFirst().flatMap(Said::piece).filter(it -> it.seconds() > 0);
        if (first.isPresent()) {
            String type = first.get().mediaType();
            Source<Piece, NotUsed> others = all.second() // what was said
                    .mapConcat(it -> it.piece().stream().toList()) // pieces
                    // Only sounds of one kind can be joined.
                    .filter(it -> it.mediaType().equals(type));
            return CompletableFuture.completedFuture(new Reading(settings.rate(), sentences, first.get(), others));
        }
        all.second().runWith(Sink.cancelled(), system);
        return CompletableFuture.failedFuture(all.first().stream()
                .flatMap(it -> Stream.ofNullable(it.failure()))
                .findFirst()
                .map(Reader::told)
                .orElseGet(() -> Problem.unavailable("no voice of this server said anything")));
    }

    private static RuntimeException told(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (cause instanceof Refusal refusal) return refusal;
        String why = cause instanceof SpeechFailure known ? String.valueOf(known.getMessage()) : "a voice failed";
        LOG.info("A text was not said: {}", why);
        return Problem.unavailable("this cannot be said at the moment: " + why);
    }
}
