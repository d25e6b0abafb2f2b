package parley.http.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

/** One frame of an event stream as it came over the wire, its data still as it was written. */
record Frame(String id, String event, String data) {
    long sequence() {
        return Long.parseLong(id.substring(0, id.indexOf('.')));
    }

    int offset() {
        return Integer.parseInt(id.substring(id.indexOf('.') + 1));
    }

    boolean isDelta() {
        return event.equals("delta");
    }

    JsonNode json() {
        try {
            return Visitor.JSON.readTree(data);
        } catch (JsonProcessingException broken) {
            throw new AssertionError("no JSON: " + this, broken);
        }
    }

    int number(String field) {
        return json().path(field).asInt();
    }

    String text() {
        return json().path("text").asText();
    }
}
