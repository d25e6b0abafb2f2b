package parley.http.wire.anthropic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.Optional;
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
        private ProviderError error = new ProviderError("", "", "");
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
        switch (frame.type) {
            case "content_block_delta" -> more(frame);
            case "message_start" -> {
                blocks.named(frame.message.path("id").asText());
                usage.add(frame.message.path("usage"));
            }
            case "content_block_start" -> {
                answer.say(frame.block.path("text").asText(""));
                answer.think(frame.block.path("thinking").asText(""));
                blocks.start(frame.index, frame.block);
            }
            case "content_block_stop" -> blocks.stop(frame.index);
            case "message_delta" -> {
                usage.add(frame.usage);
                usage.usage().ifPresent(answer::used);
                if (!frame.stopReason.isEmpty()) stopReason = frame.stopReason;
            }
            case "message_stop" -> end();
            case "error" -> throw failure(frame.error);
            default -> {}
        }
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
        Chunk.Reason reason =
                switch (stopReason) {
                    case "max_tokens", "model_context_window_exceeded" -> Chunk.Reason.LENGTH;
                    case "refusal" -> Chunk.Reason.FILTER;
                    default -> blocks.calls().isEmpty() ? Chunk.Reason.STOP : Chunk.Reason.TOOLS;
                };
        if (reason == Chunk.Reason.TOOLS) blocks.calls().forEach(answer::call);
        answer.ends(reason);
        answer.over();
    }

    /** An error that comes in an answer of status 200, as it would have been told by a status. */
    private ModelFailure failure(ProviderError error) {
        int status =
                switch (error.type()) {
                    case "authentication_error" -> 401;
                    case "billing_error" -> 402;
                    case "permission_error" -> 403;
                    case "timeout_error" -> 408;
                    case "invalid_request_error", "not_found_error", "request_too_large" -> 400;
                    case "rate_limit_error" -> 429;
                    case "api_error" -> 500;
                    case "overloaded_error" -> 529;
                    default -> 0;
                };
        return status == 0 ? failures.inAnswer(error) : failures.ofStatus(status, error, _ -> Optional.empty());
    }
}
