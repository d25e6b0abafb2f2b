package parley.http.companion;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import parley.http.edge.Json;
import parley.http.sound.Wav;

/** Speech on the wire. */
final class SpeechBytes {
    /** Of which Base64 is written; a multiple of three, so that the pieces fit together. */
    private static final int BASE64_PIECE = 3 << 16;
    /** The page reads a hundred pieces and no more (contract, 2.3), so they are large. */
    private static final int STREAM_PIECE = 1 << 18;

    private static final Duration BLANK_EVERY = Duration.ofSeconds(1);
    private static final ByteString BLANK = ByteString.fromString(" ");

    private SpeechBytes() {}

    /**
     * JSON with the whole file in the field {@code audio}.
     *
     * @param rest an object with all other fields
     */
    static HttpResponse json(Reading reading, Told rest) {
        return waiting(reading, it -> json(it.file(), Json.text(rest.of(it))));
    }

    /** The same without the file. */
    static HttpResponse told(Reading reading, Told all) {
        return waiting(reading, it -> List.of(ByteString.fromArrayUnsafe(Json.bytes(all.of(it)))));
    }

    /**
     * JSON once all is said, and blanks until then: only by what is written a server comes to know that its client has gone.
     */
    private static HttpResponse waiting(Reading reading, Function<Speech, Iterable<ByteString>> json) {
        Source<ByteString, NotUsed> body = reading.whole()
                .map(Optional::of) // speech
                .keepAlive(BLANK_EVERY, Optional::empty) // speech, and nothing until then
                .flatMapConcat(
                        it -> it.map(speech -> Source.from(json.apply(speech))).orElse(Source.single(BLANK))); // JSON
        return HttpResponse.create().withEntity(HttpEntities.createChunked(ContentTypes.APPLICATION_JSON, body));
    }

    /** What is told beside the sound. */
    @FunctionalInterface
    interface Told {
        Record of(Speech speech);
    }

    /** The sound while it is said: the header with the first sentence, and then pieces that are not small. */
    static HttpResponse stream(Reading reading) {
        Source<ByteString, NotUsed> body = Source.<ByteString>single(
                        header(reading).concat(reading.first().bytes()).compact()) // the beginning
                .concatLazy(
                        reading.others() // pieces
                                .groupedWeighted(
                                        STREAM_PIECE, it -> (long) it.bytes().size()) // several
                                .map(SpeechBytes::joined));
        return HttpResponse.create()
                .withEntity(HttpEntities.createChunked(type(reading.first().mediaType()), body));
    }

    /** Each sentence behind four bytes, little-endian: the number of the viseme that it begins with (contract, 4.2). */
    static HttpResponse framed(Reading reading) {
        Piece first = reading.first();
        ByteString beginning = index(0).concat(header(reading)).concat(first.bytes());
        Source<ByteString, NotUsed> others = reading.others()
                .statefulMap(
                        () -> first.visemes().size(),
                        (viseme, piece) -> Pair.create(
                                viseme + piece.visemes().size(),
                                index(viseme).concat(piece.bytes()).compact()),
                        _ -> Optional.empty()); // framed sentences
        Source<ByteString, NotUsed> body = Source.single(beginning).concatLazy(others);
        return HttpResponse.create()
                .withEntity(HttpEntities.createChunked(ContentTypes.APPLICATION_OCTET_STREAM, body));
    }

    private static ByteString index(int viseme) {
        return ByteString.fromArrayUnsafe(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(viseme)
                .array());
    }

    private static ByteString header(Reading reading) {
        return reading.first().mediaType().equals(Wav.MEDIA_TYPE)
                ? Wav.header(reading.rate())
                : ByteString.emptyByteString();
    }

    /** The sound as a whole. */
    static HttpResponse file(Speech speech) {
        return HttpResponse.create().withEntity(HttpEntities.create(type(speech.mediaType()), speech.file()));
    }

    private static ContentType type(String mediaType) {
        return ContentTypes.parse(mediaType);
    }

    private static ByteString joined(List<Piece> pieces) {
        return pieces.stream()
                .map(Piece::bytes)
                .reduce(ByteString.emptyByteString(), ByteString::concat)
                .compact();
    }

    private static Iterable<ByteString> json(ByteString file, String rest) {
        List<ByteString> before = List.of(ByteString.fromString("{\"audio\":\""));
        List<ByteString> after = List.of(ByteString.fromString("\"," + rest.substring(1)));
        int pieces = (file.size() + BASE64_PIECE - 1) / BASE64_PIECE;
        return () -> Stream.of(
                        before.stream(),
                        IntStream.range(0, pieces).mapToObj(it -> base64(file, it * BASE64_PIECE)),
                        after.stream())
                .flatMap(it -> it)
                .iterator();
    }

    private static ByteString base64(ByteString file, int from) {
        ByteString piece = file.slice(from, Math.min(file.size(), from + BASE64_PIECE));
        return ByteString.fromArrayUnsafe(Base64.getEncoder().encode(piece.toArrayUnsafe()));
    }
}
