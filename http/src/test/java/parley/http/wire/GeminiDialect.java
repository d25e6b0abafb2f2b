package parley.http.wire;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.ActorSystem;
import parley.engine.kernel.Secret;
import parley.http.wire.google.GeminiWire;

/** Google's Gemini. */
record GeminiDialect() implements Dialect {
    private static final int THOUGHT = 3;

    @Override
    public String name() {
        return "gemini";
    }

    @Override
    public Wire wire(ActorSystem system) {
        return new GeminiWire(null);
    }

    @Override
    public Endpoint at(URI server) {
        return new Endpoint(name(), server.resolve("/v1beta"), Optional.of(new Secret(Canary.KEY)));
    }

    @Override
    public List<String> answer(List<String> texts, Told usage) {
        List<String> events = new ArrayList<>();
        String so = usage == Told.ALWAYS ? used(OUTPUT_SO_FAR, 0) : "";
        events.add(part("{\"text\":\"Hm.\",\"thought\":true}", "", so));
        for (String text : texts) events.add(part("{\"text\":" + Dialect.quoted(text) + "}", "", so));
        String last = usage == Told.NEVER ? "" : used(OUTPUT - THOUGHT, THOUGHT);
        events.add(part("{\"text\":\"\"}", ",\"finishReason\":\"STOP\"", last));
        if (usage == Told.TWICE) events.add("{\"candidates\":[]" + last + "}");
        return events;
    }

    private static String part(String part, String more, String usage) {
        return "{\"candidates\":[{\"content\":{\"parts\":[" + part + "],\"role\":\"model\"}" + more + ",\"index\":0}]"
                + usage + ",\"modelVersion\":\"tiny\",\"responseId\":\"r1\"}";
    }

    private static String used(int candidates, int thoughts) {
        return ",\"usageMetadata\":{\"promptTokenCount\":" + INPUT + ",\"candidatesTokenCount\":" + candidates
                + (thoughts > 0 ? ",\"thoughtsTokenCount\":" + thoughts : "") + ",\"totalTokenCount\":"
                + (INPUT + candidates + thoughts) + "}";
    }

    @Override
    public int whole(List<String> events) {
        for (int at = 0; at < events.size(); at++) if (events.get(at).contains("\"finishReason\"")) return at + 1;
        throw new IllegalArgumentException("no end");
    }

    @Override
    public String trouble(Trouble what) {
        return switch (what) {
            case OVERLOADED -> error(503, "UNAVAILABLE");
            case THROTTLED -> error(429, "RESOURCE_EXHAUSTED");
            case UNNAMED -> "{\"error\":{\"message\":\"something broke " + Canary.KEY + "\"}}";
        };
    }

    @Override
    public String refusal(int status) {
        return error(status, "SOME_STATUS");
    }

    private static String error(int code, String status) {
        return "{\"error\":{\"code\":" + code + ",\"message\":\"no for " + Canary.KEY + "\",\"status\":\"" + status
                + "\"}}";
    }
}
