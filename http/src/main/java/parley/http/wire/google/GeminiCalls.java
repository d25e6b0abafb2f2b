package parley.http.wire.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;
import parley.http.wire.Echo;

/** The calls of one answer. Most have no name there, so they are given one that is the same however often it is read. */
final class GeminiCalls {
    private record Call(JsonNode said, String signature) {}

    private final List<Call> calls = new ArrayList<>();
    private String answer = "";
    private boolean any;

    /** How the provider calls the answer. */
    void named(String id) {
        answer = id;
    }

    /** A call comes whole; pieces of one come only to those who ask for them. */
    void add(JsonNode said, String signature) {
        if (said.has("partialArgs") || said.path("willContinue").asBoolean())
            throw new ModelFailure.Malformed("the answer holds the call of a tool in pieces");
        if (said.path("name").asText().isEmpty()) return;
        calls.add(new Call(said, signature));
        any = true;
    }

    /** Whether the answer holds calls, taken or not. */
    boolean any() {
        return any;
    }

    /** The whole calls since the last time. */
    List<Chunk.ToolCall> take() {
        List<Chunk.ToolCall> taken = new ArrayList<>();
        // Without a name of the answer its calls would be told apart as if one had followed the other.
        String together = answer.isEmpty() ? made(calls.toString()) : answer;
        for (Call call : calls) taken.add(told(call, together, taken.size()));
        calls.clear();
        return taken;
    }

    private static Chunk.ToolCall told(Call call, String together, int at) {
        String given = call.said.path("id").asText("");
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        if (!given.isEmpty()) kept.put("id", true);
        if (!call.signature.isEmpty()) kept.put(GeminiRequest.SIGNATURE, call.signature);
        return new Chunk.ToolCall(
                given.isEmpty() ? made(together + " " + at + " " + call.said) : given,
                call.said.path("name").asText(),
                call.said.path("args").isObject() ? call.said.path("args").toString() : "{}",
                new Echo(GeminiRequest.FAMILY, together, kept).text());
    }

    private static String made(String of) {
        return "call_"
                + UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .replace("-", "");
    }
}
