package parley.http.wire;

import java.util.Locale;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.scaladsl.coding.Coders;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import parley.engine.llm.ModelFailure;

/** The bytes of a response as they were before they were squeezed: some proxies do so although nobody asked for it. */
final class Bodies {
    private Bodies() {}

    static Source<ByteString, NotUsed> of(HttpResponse response) {
        Source<ByteString, NotUsed> bytes =
                response.entity().getDataBytes().mapMaterializedValue(_ -> NotUsed.getInstance());
        return switch (response.encoding().value().toLowerCase(Locale.ROOT)) {
            case "identity" -> bytes;
            case "gzip", "x-gzip" -> bytes.via(new Flow<>(Coders.Gzip().decoderFlow()));
            case "deflate" -> bytes.via(new Flow<>(Coders.Deflate().decoderFlow()));
            default ->
                Source.failed(new ModelFailure.Malformed("the answer is squeezed in a way that nobody asked for"));
        };
    }

    /** The beginning of a body, which is enough to read an error from; a body that breaks is as long as it is. */
    static Source<ByteString, NotUsed> beginning(HttpResponse response, int most) {
        int[] left = {most};
        return of(response)
                .takeWhile(it -> (left[0] -= it.length()) > 0, true) // bytes
                .recover(Throwable.class, ByteString::emptyByteString) // bytes
                .fold(ByteString.emptyByteString(), ByteString::concat); // body
    }
}
