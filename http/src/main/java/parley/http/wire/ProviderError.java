package parley.http.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** What a provider says went wrong; each part is empty where it said nothing. */
public record ProviderError(String message, String code, String type) {
    private static final JsonFactory JSON = new JsonFactory();

    /** Reads the value of an {@code error} field: an object or a text. */
    public static ProviderError read(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) return new ProviderError(json.getValueAsString(""), "", "");
        String message = "";
        String code = "";
        String type = "";
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case "message" -> message = json.getValueAsString("");
                case "code" -> code = json.getValueAsString("");
                case "type" -> type = json.getValueAsString("");
                default -> json.skipChildren();
            }
        }
        return new ProviderError(message, code, type);
    }

    /** Reads the body of an answer that is not 200; says nothing where it is not of the known shape. */
    public static ProviderError in(byte[] body) {
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() == JsonToken.START_OBJECT)
                for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                    JsonToken value = json.nextToken();
                    if (field.equals("error")) return read(json, value);
                    json.skipChildren();
                }
        } catch (IOException _) {
            // A proxy's page of HTML, for instance; the status code says enough.
        }
        return new ProviderError("", "", "");
    }

    /** Whether waiting does not help because money or quota has run out. */
    public boolean exhausted() {
        return (code + " " + type).contains("insufficient_quota");
    }
}
