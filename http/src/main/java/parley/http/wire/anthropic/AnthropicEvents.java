package parley.http.wire.anthropic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;
import parley.http.wire.Answer;
import parley.http.wire.AnswerReader;
import parley.http.wire.Failures;
import parley.http.wire.ProviderError;

/**
 * Reads the events of one streaming message. Deltas, which are nearly all of them, are read token by token; what comes
 * once in an answer is read as a tree. Only {@code message_stop} is a good end.
 */
final class AnthropicEvents implements AnswerReader {
    private static final JsonFactory JSON = new JsonFactory();
    private static final ObjectMapper TREES = new ObjectMapper();

    private final Answer answer;
    private final Failures failures;
    private final AnthropicUsage usage = new AnthropicUsage();
    private final AnthropicBlocks blocks = new AnthropicBlocks();
    private String stopReason = "";

    AnthropicEvents(Answer answer, Failures failures) {
        this.answer = answer;
        this.failures = failures;
    }

    @Override
    public void event(byte[] bytes, int length) {
        if (answer.isOver()) return;
        Frame frame = new Frame();
        try (JsonParser json = JSON.createParser(bytes, 0, length)) {
            if (json.nextToken() == JsonToken.START_OBJECT) read(json, frame);
        } catch (IOException unreadable) {
            throw new ModelFailure.Malformed("the answer holds something unreadable");
        }
        told(frame);
    }

    /** What one event says; its type may come after all else. */
    private static final class Frame {
        private String type = "";
        private int index;
        private String delta = "";
        private String text = "";
        private String stopReason = "";
        private JsonNode block = MissingNode.getInstance();
        private JsonNode message = MissingNode.getInstance();
        private JsonNode usage = MissingNode.getInstance();
        private JsonNode content = MissingNode.getInstance();
        private @Nullable ProviderError error;
    }

    private static void read(JsonParser json, Frame frame) throws IOException {
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            switch (field) {
                case "type" -> frame.type = json.getValueAsString("");
                case "index" -> frame.index = json.getValueAsInt(0);
                case "delta" -> delta(json, value, frame);
                case "content_block" -> frame.block = TREES.readTree(json);
                case "message" -> frame.message = TREES.readTree(json);
                case "usage" -> frame.usage = TREES.readTree(json);
                case "content" -> frame.content = TREES.readTree(json);
                case "stop_reason" -> frame.stopReason = json.getValueAsString("");
                case "error" -> frame.error = ProviderError.read(json, value);
                default -> json.skipChildren();
            }
        }
    }

    private static void delta(JsonParser json, JsonToken value, Frame frame) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case "type" -> frame.delta = json.getValueAsString("");
                case "text", "thinking", "signature", "partial_json" -> frame.text = json.getValueAsString("");
                case "stop_reason" -> frame.stopReason = json.getValueAsString("");
                default -> json.skipChildren();
            }
        }
    }

    private void told(Frame frame) {
        if (frame.error != null) throw failures.inAnswer(frame.error);
        switch (frame.type) {
            case "content_block_delta" -> more(frame);
            case "message_start" -> {
                blocks.named(frame.message.path("id").asText());
                usage.add(frame.message.path("usage"));
            }
            case "content_block_start" -> block(frame.index, frame.block);
            case "content_block_stop" -> blocks.stop(frame.index);
            case "message_delta" -> ending(frame);
            case "message_stop" -> end();
            case "message" -> whole(frame);
            case "error" -> throw failures.inAnswer(new ProviderError("", "", ""));
            default -> {}
        }
    }

    private void block(int index, JsonNode block) {
        answer.say(block.path("text").asText(""));
        answer.think(block.path("thinking").asText(""));
        blocks.start(index, block);
    }

    private void ending(Frame frame) {
        usage.add(frame.usage);
        usage.usage().ifPresent(answer::used);
        if (!frame.stopReason.isEmpty()) stopReason = frame.stopReason;
    }

    /** Where somebody between does not stream, all of it comes at once. */
    private void whole(Frame frame) {
        for (JsonNode each : frame.content) {
            block(0, each);
            blocks.stop(0);
        }
        ending(frame);
        end();
    }

    private void more(Frame frame) {
        switch (frame.delta) {
            case "text_delta" -> answer.say(frame.text);
            case "thinking_delta" -> {
                answer.think(frame.text);
                blocks.more(frame.index, frame.text);
            }
            case "input_json_delta" -> blocks.more(frame.index, frame.text);
            case "signature_delta" -> blocks.signed(frame.index, frame.text);
            default -> {}
        }
    }

    private void end() {
        Chunk.Reason reason = switch (stopReason) {
            case "max_tokens", "model_context_window_exceeded" -> Chunk.Reason.LENGTH;
            case "refusal" -> Chunk.Reason.FILTER;
            default -> blocks.calls().isEmpty() ? Chunk.Reason.STOP : Chunk.Reason.TOOLS;
        };
        if (reason == Chunk.Reason.TOOLS) blocks.calls().forEach(answer::call);
        answer.ends(reason);
        answer.over();
    }
}
