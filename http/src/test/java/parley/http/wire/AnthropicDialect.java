package parley.http.wire;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.ActorSystem;
import parley.http.wire.anthropic.AnthropicWire;

/** Anthropic's messages. */
record AnthropicDialect() implements Dialect {
    @Override
    public String name() {
        return "anthropic";
    }

    @Override
    public Wire wire(ActorSystem system) {
        return new AnthropicWire(null);
    }

    @Override
    public List<String> answer(List<String> texts, Told usage) {
        boolean told = usage != Told.NEVER;
        List<String> events = new ArrayList<>();
        events.add(
                "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\","
                        + "\"content\":[],\"model\":\"tiny\",\"stop_reason\":null,\"stop_sequence\":null"
                        + (told ? ",\"usage\":{\"input_tokens\":" + INPUT + ",\"output_tokens\":1}" : "") + "}}");
        events.add("{\"type\":\"ping\"}");
        events.add(
                "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\"}}");
        events.add(delta(0, "{\"type\":\"thinking_delta\",\"thinking\":\"Hm.\"}"));
        events.add(delta(0, "{\"type\":\"signature_delta\",\"signature\":\"c2ln\"}"));
        events.add("{\"type\":\"content_block_stop\",\"index\":0}");
        events.add(
                "{\"type\":\"content_block_start\",\"index\":1,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}");
        for (String text : texts) {
            events.add(delta(1, "{\"type\":\"text_delta\",\"text\":" + Dialect.quoted(text) + "}"));
            if (usage == Told.ALWAYS) events.add(used("null", OUTPUT_SO_FAR));
        }
        events.add("{\"type\":\"content_block_stop\",\"index\":1}");
        events.add(
                told
                        ? used("\"end_turn\"", OUTPUT)
                        : "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"}}");
        if (usage == Told.TWICE) events.add(used("\"end_turn\"", OUTPUT));
        events.add("{\"type\":\"message_stop\"}");
        return events;
    }

    private static String delta(int block, String delta) {
        return "{\"type\":\"content_block_delta\",\"index\":" + block + ",\"delta\":" + delta + "}";
    }

    private static String used(String reason, int output) {
        return "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":" + reason
                + ",\"stop_sequence\":null},\"usage\":{\"output_tokens\":" + output + "}}";
    }

    @Override
    public int whole(List<String> events) {
        return events.size();
    }

    @Override
    public String framed(String event, String end) {
        int type = event.indexOf("\"type\":\"") + 8;
        String named =
                event.startsWith("{\"type\"") ? "event: " + event.substring(type, event.indexOf('"', type)) + end : "";
        return named + Dialect.super.framed(event, end);
    }

    @Override
    public String trouble(Trouble what) {
        String type = switch (what) {
            case OVERLOADED -> "overloaded_error";
            case THROTTLED -> "rate_limit_error";
            case UNNAMED -> "crystal_error";
        };
        return "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"no " + Canary.KEY
                + "\"},\"request_id\":\"req_1\"}";
    }

    @Override
    public String refusal(int status) {
        return "{\"type\":\"error\",\"error\":{\"type\":\"some_error\",\"message\":\"no (" + status + ") for "
                + Canary.KEY + "\"},\"request_id\":\"req_1\"}";
    }
}
