package parley.http.chatsparty;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.Location;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * Answers of this dialect: a record's components are written in camel case and in snake case side by side, what is
 * absent as null, times as ISO 8601. Two components that differ in nothing but the spelling of their names are two facts.
 */
final class Reply {
    private static final ObjectWriter WRITER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(BothSpellings.module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build()
            .writer();

    private Reply() {}

    /** 200 with what comes. */
    static Route ok(CompletionStage<?> answer) {
        return completeWithFuture(answer.thenApply(it -> response(StatusCodes.OK, it)));
    }

    /** 201 with what comes. */
    static Route created(CompletionStage<?> answer) {
        return completeWithFuture(answer.thenApply(it -> response(StatusCodes.CREATED, it)));
    }

    /** 204 once it is done. */
    static Route gone(CompletionStage<?> done) {
        return completeWithFuture(done.thenApply(_ -> HttpResponse.create().withStatus(StatusCodes.NO_CONTENT)));
    }

    /** Another address, and nothing else. */
    static Route elsewhere(StatusCode status, String address) {
        return complete(HttpResponse.create().withStatus(status).addHeader(Location.create(address)));
    }

    /** Any status with a value. */
    static HttpResponse response(StatusCode status, Object value) {
        return HttpResponse.create()
                .withStatus(status)
                .withEntity(HttpEntities.create(
                        ContentTypes.APPLICATION_JSON, text(value).getBytes(StandardCharsets.UTF_8)));
    }

    /** A value as one line of JSON. */
    static String text(Object value) {
        try {
            return WRITER.writeValueAsString(value);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("a record cannot be written as JSON", failure);
        }
    }
}
