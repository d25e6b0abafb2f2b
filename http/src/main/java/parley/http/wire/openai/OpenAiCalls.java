package parley.http.wire.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;

/**
 * Puts the calls of tools together that arrive in pieces: by index or without one, the name at once or late, the
 * arguments in fragments, whole, or as an object.
 */
final class OpenAiCalls {
    private static final ObjectMapper TREES = new ObjectMapper();
    /** Before there were several calls, there was one without an index. */
    private static final int ONLY = -1;

    private static final int NO_INDEX = -2;

    private final List<Building> all = new ArrayList<>();
    private final Map<Integer, Building> byIndex = new HashMap<>();

    /** An id for a call that came without one, or with one that another has: letters and digits, nine of them. */
    static String id(int index) {
        return "call%05d".formatted(index);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** The value of a {@code tool_calls} field. */
    void read(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken())
            if (next == JsonToken.START_OBJECT) piece(json);
            else json.skipChildren();
    }

    /** The value of a {@code function_call} field. */
    void readOnly(JsonParser json, JsonToken value) throws IOException {
        Piece piece = new Piece();
        piece.index = ONLY;
        function(json, value, piece);
        if (value == JsonToken.START_OBJECT) add(piece);
    }

    /**
     * All calls.
     *
     * @throws ModelFailure.Malformed where one has no name
     */
    List<Chunk.ToolCall> take() {
        List<Chunk.ToolCall> calls = new ArrayList<>();
        for (Building each : all) {
            if (each.name.isBlank()) throw new ModelFailure.Malformed("the answer calls a tool without a name");
            calls.add(new Chunk.ToolCall(
                    each.id.isBlank() ? id(calls.size()) : each.id,
                    each.name,
                    each.arguments.toString().isBlank() ? "{}" : each.arguments.toString(),
                    each.echo));
        }
        all.clear();
        byIndex.clear();
        return calls;
    }

    private void piece(JsonParser json) throws IOException {
        Piece piece = new Piece();
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            switch (field) {
                case "index" -> {
                    if (value == JsonToken.VALUE_NUMBER_INT) piece.index = json.getIntValue();
                    else json.skipChildren();
                }
                case "id" -> piece.id = text(json, value);
                case "function" -> function(json, value, piece);
                case "extra_content" -> piece.echo = value == JsonToken.START_OBJECT ? raw(json) : "";
                default -> json.skipChildren();
            }
        }
        add(piece);
    }

    private static void function(JsonParser json, JsonToken value, Piece piece) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken next = json.nextToken();
            switch (field) {
                case "name" -> piece.name = text(json, next);
                case "arguments" -> piece.arguments = next == JsonToken.START_OBJECT ? raw(json) : text(json, next);
                default -> json.skipChildren();
            }
        }
    }

    private void add(Piece piece) {
        Building call = building(piece);
        if (call == null) {
            call = new Building();
            all.add(call);
        }
        if (piece.index != NO_INDEX) byIndex.put(piece.index, call);
        if (call.id.isEmpty()) call.id = piece.id;
        if (call.name.isEmpty()) call.name = piece.name;
        if (!piece.echo.isEmpty()) call.echo = piece.echo;
        call.arguments.append(piece.arguments);
    }

    /** The call that a piece belongs to; nothing where it begins another. */
    private @Nullable Building building(Piece piece) {
        Building last = piece.index != NO_INDEX ? byIndex.get(piece.index) : all.isEmpty() ? null : all.getLast();
        if (last == null || piece.id.isEmpty()) return last == null || begins(piece, last) ? null : last;
        if (last.id.equals(piece.id) || (last.id.isEmpty() && !begins(piece, last))) return last;
        // Some count every call as the first one.
        return all.stream().filter(it -> it.id.equals(piece.id)).findFirst().orElse(null);
    }

    /** Without an index, a name after arguments is another call. */
    private static boolean begins(Piece piece, Building last) {
        return piece.index == NO_INDEX && !piece.name.isEmpty() && !last.name.isEmpty() && !last.arguments.isEmpty();
    }

    private static String text(JsonParser json, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_STRING) return json.getText();
        if (value.isNumeric()) return json.getText();
        json.skipChildren();
        return "";
    }

    private static String raw(JsonParser json) throws IOException {
        return TREES.readTree(json).toString();
    }

    /** What one event says of a call. */
    private static final class Piece {
        private int index = NO_INDEX;
        private String id = "";
        private String name = "";
        private String arguments = "";
        private String echo = "";
    }

    /** A call as far as it has come. */
    private static final class Building {
        private final StringBuilder arguments = new StringBuilder();
        private String id = "";
        private String name = "";
        private String echo = "";
    }
}
