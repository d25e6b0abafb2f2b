package parley.http.edge;

import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;

/** Answers in JSON: times as ISO 8601, what is absent left out. What is read is the business of {@link Body}. */
public final class Json {
    private static final ObjectWriter WRITER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build()
            .writer();

    private Json() {}

    /** 200 with what comes, as JSON. */
    public static Route ok(CompletionStage<?> answer) {
        return completeWithFuture(answer.thenApply(it -> response(StatusCodes.OK, it)));
    }

    /** 202 with what comes: it is taken and under way. */
    public static Route accepted(CompletionStage<?> answer) {
        return completeWithFuture(answer.thenApply(it -> response(StatusCodes.ACCEPTED, it)));
    }

    /** 201 with what comes and the address where it now is. */
    public static <T> Route created(CompletionStage<T> answer, Function<T, String> address) {
        return completeWithFuture(answer.thenApply(
                it -> response(StatusCodes.CREATED, it).addHeader(RawHeader.create("Location", address.apply(it)))));
    }

    /** 204 once it is done. */
    public static Route gone(CompletionStage<?> done) {
        return completeWithFuture(done.thenApply(it -> HttpResponse.create().withStatus(StatusCodes.NO_CONTENT)));
    }

    /** Any status with a value as JSON. */
    public static HttpResponse response(StatusCode status, Object value) {
        return HttpResponse.create()
                .withStatus(status)
                .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, bytes(value)));
    }

    public static byte[] bytes(Object value) {
        try {
            return WRITER.writeValueAsBytes(value);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("a record cannot be written as JSON", failure);
        }
    }

    /** A value as one line of JSON. */
    public static String text(Object value) {
        return new String(bytes(value), StandardCharsets.UTF_8);
    }

    /** Writes a value as JSON to a stream and leaves the stream open. */
    public static void write(Object value, OutputStream out) throws IOException {
        WRITER.writeValue(out, value);
    }
}
