package parley.http.companion;

import static org.apache.pekko.http.javadsl.server.Directives.extractMaterializer;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequestEntity;
import static org.apache.pekko.http.javadsl.server.Directives.mapRequest;
import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.Route;
import parley.engine.card.Card;
import parley.http.edge.Problem;

/** Reads a body of JSON that may hold a whole character, and can be read again by somebody else. */
final class ChatBody {
    /** The largest body in bytes, as the older server had it. */
    static final long MOST_BYTES = 10L << 20;

    private static final long READING_MILLIS = 10_000;
    private static final int DEEPEST = 200;
    private static final int LONGEST_NUMBER = 64;

    private static final JsonMapper READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxStringLength(Card.LONGEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private ChatBody() {}

    /** Goes on with the bytes of the request, which inner routes may read as often as they want. */
    static Route kept(Function<HttpEntity.Strict, Route> inner) {
        return extractRequestEntity(entity -> extractMaterializer(materializer -> {
            if (entity.getContentLengthOption().orElse(0) > MOST_BYTES) throw Problem.tooLarge(MOST_BYTES);
            return onSuccess(
                    entity.withSizeLimit(MOST_BYTES).toStrict(READING_MILLIS, materializer),
                    strict -> mapRequest(it -> it.withEntity(strict), () -> inner.apply(strict)));
        }));
    }

    /** The object that a body is; 422 where it is none. */
    static JsonNode object(HttpEntity.Strict entity) {
        if (!entity.getContentType().mediaType().subType().endsWith("json"))
            throw new Problem(
                    StatusCodes.UNSUPPORTED_MEDIA_TYPE,
                    "unsupported_media_type",
                    "send a body of JSON with the header Content-Type: application/json");
        try {
            JsonNode body = READER.readTree(entity.getData().toArrayUnsafe());
            if (body.isObject()) return body;
            String msg = "Input should be a valid dictionary or object to extract fields from";
            throw Unprocessable.of(List.of(new Fault("model_attributes_type", List.of("body"), msg, body, Map.of())));
        } catch (JacksonException broken) {
            throw unreadable(broken);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Unprocessable unreadable(JacksonException broken) {
        long place = broken.getLocation() == null ? 0 : broken.getLocation().getByteOffset();
        Map<String, Object> context = Map.of("error", "not well-formed JSON, or nested too deeply");
        return Unprocessable.of(List.of(
                new Fault("json_invalid", List.of("body", Math.max(0, place)), "JSON decode error", null, context)));
    }
}
