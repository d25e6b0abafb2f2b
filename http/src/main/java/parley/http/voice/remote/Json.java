package parley.http.voice.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.util.ByteString;

/** The JSON of the speech wires. */
final class Json {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static HttpRequest post(String path, ObjectNode body) {
        return HttpRequest.POST(path)
                .withEntity(ContentTypes.APPLICATION_JSON, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    static JsonNode read(ByteString body, Troubles troubles) {
        try {
            return JSON.readTree(body.toArray());
        } catch (IOException _) {
            throw troubles.failure("answered something that is not JSON");
        }
    }

    /** One object after the other, with or without lines between them. */
    static List<JsonNode> readAll(ByteString body, Troubles troubles) {
        try (MappingIterator<JsonNode> objects = JSON.readerFor(JsonNode.class).readValues(body.toArray())) {
            return objects.readAll();
        } catch (IOException _) {
            throw troubles.failure("answered something that is not JSON");
        }
    }

    static ByteString bytes(JsonNode base64, Troubles troubles) {
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(base64.asText());
            if (bytes.length == 0) throw troubles.failure("answered no sound");
            return ByteString.fromArrayUnsafe(bytes);
        } catch (IllegalArgumentException _) {
            throw troubles.failure("answered sound that is not base64");
        }
    }
}
