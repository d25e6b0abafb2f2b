package parley.http.edge;

import static org.apache.pekko.http.javadsl.server.Directives.extractMaterializer;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequestEntity;
import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.RequestEntity;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Reads request bodies, and takes nothing but what was asked for: unknown and repeated fields, other types and trailing
 * text are refused by name. A record's component is required unless it is {@code @Nullable}.
 */
public final class Body {
    /** The largest body in bytes. */
    public static final int MOST_BYTES = 1 << 20;

    private static final long READING_MILLIS = 10_000;
    private static final int DEEPEST = 32;
    private static final int LONGEST_NUMBER = 32;

    private static final JsonMapper READER = reader();

    /** For the clients of other servers, who send more than is read here, and numbers as texts. */
    private static final JsonMapper LENIENT = READER.rebuild()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private Body() {}

    /** Reads the body as a record and goes on with it. */
    public static <T extends Record> Route body(Class<T> type, Function<T, Route> inner) {
        return body(it -> read(it, type), inner);
    }

    /**
     * The same for a client that was not written for this server: fields that are not known are passed over, and names in
     * snake case are read as those in camel case.
     */
    public static <T extends Record> Route lenientBody(Class<T> type, Function<T, Route> inner) {
        return body(it -> lenient(it, type), inner);
    }

    private static <T extends Record> Route body(Function<ByteString, T> read, Function<T, Route> inner) {
        return extractRequestEntity(entity -> extractMaterializer(materializer -> {
            if (!isJson(entity)) throw Problem.notJson();
            if (entity.getContentLengthOption().orElse(0) > MOST_BYTES) throw Problem.tooLarge(MOST_BYTES);
            return onSuccess(
                    entity.withSizeLimit(MOST_BYTES).toStrict(READING_MILLIS, materializer),
                    strict -> inner.apply(read.apply(strict.getData())));
        }));
    }

    /** Reads the body where there is one; an empty one counts as an object without fields. */
    public static <T extends Record> Route optionalBody(Class<T> type, Function<T, Route> inner) {
        return extractRequestEntity(entity ->
                entity.isKnownEmpty() ? inner.apply(read(ByteString.fromString("{}"), type)) : body(type, inner));
    }

    private static boolean isJson(RequestEntity entity) {
        var type = entity.getContentType().mediaType();
        return type.mainType().equals("application")
                && (type.subType().equals("json") || type.subType().endsWith("+json"));
    }

    static <T extends Record> T read(ByteString bytes, Class<T> type) {
        return read(bytes, it -> () -> READER.readValue(it, type));
    }

    private static <T extends Record> T lenient(ByteString bytes, Class<T> type) {
        return read(bytes, it -> () -> LENIENT.treeToValue(CamelCase.of(LENIENT.readTree(it)), type));
    }

    /** What reads a body. */
    @FunctionalInterface
    private interface Reading<T> {
        @Nullable
        T read() throws IOException;
    }

    /** What such a client sends by another way than a request's body. */
    public static <T extends Record> T lenient(JsonNode sent, Class<T> type) {
        return read(() -> LENIENT.treeToValue(CamelCase.of(sent), type));
    }

    private static <T extends Record> T read(ByteString bytes, Function<byte[], Reading<T>> reading) {
        if (bytes.isEmpty()) throw Problem.malformed("the body is empty; send a JSON object");
        return read(reading.apply(bytes.toArrayUnsafe()));
    }

    private static <T extends Record> T read(Reading<T> reading) {
        try {
            T value = reading.read();
            if (value == null) throw Problem.malformed("the body is null; send a JSON object");
            Completeness.check("", value);
            return value;
        } catch (JacksonException failure) {
            throw Misreading.of(failure);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static JsonMapper reader() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxNumberLength(LONGEST_NUMBER)
                        .maxStringLength(MOST_BYTES)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        return JsonMapper.builder(factory)
                .addModule(Texts.module())
                .enable(
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        it -> it.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .build();
    }
}
