package parley.http.wire;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.ActorSystem;
import parley.engine.kernel.Secret;
import parley.http.wire.ollama.OllamaWire;

/** Ollama's own wire: a line for each event. */
record OllamaDialect() implements Dialect {
    private static final String HEAD = "{\"model\":\"tiny\",\"created_at\":\"2026-11-21T10:00:00.1Z\",\"message\":";

    @Override
    public String name() {
        return "ollama";
    }

    @Override
    public Wire wire(ActorSystem system) {
        return new OllamaWire(null, 4096);
    }

    @Override
    public Endpoint at(URI server) {
        return new Endpoint(name(), server, Optional.of(new Secret(Canary.KEY)));
    }

    @Override
    public String mediaType() {
        return "application/x-ndjson";
    }

    @Override
    public List<String> answer(List<String> texts, Told usage) {
        List<String> events = new ArrayList<>();
        events.add(HEAD + "{\"role\":\"assistant\",\"content\":\"\",\"thinking\":\"Hm.\"},\"done\":false}");
        String so = usage == Told.ALWAYS ? used(OUTPUT_SO_FAR) : "";
        for (String text : texts)
            events.add(HEAD + "{\"role\":\"assistant\",\"content\":" + Dialect.quoted(text) + "},\"done\":false" + so
                    + "}");
        String last = HEAD + "{\"role\":\"assistant\",\"content\":\"\"},\"done\":true,\"done_reason\":\"stop\","
                + "\"total_duration\":500,\"load_duration\":100" + (usage == Told.NEVER ? "" : used(OUTPUT)) + "}";
        events.add(last);
        if (usage == Told.TWICE) events.add(last);
        return events;
    }

    private static String used(int output) {
        return ",\"prompt_eval_count\":" + INPUT + ",\"prompt_eval_duration\":10,\"eval_count\":" + output
                + ",\"eval_duration\":90";
    }

    @Override
    public int whole(List<String> events) {
        for (int at = 0; at < events.size(); at++) if (events.get(at).contains("\"done\":true")) return at + 1;
        throw new IllegalArgumentException("no end");
    }

    @Override
    public String framed(String event, String end) {
        return event + end;
    }

    @Override
    public String trouble(Trouble what) {
        return switch (what) {
            case OVERLOADED -> "{\"error\":\"server busy, please try again. maximum pending requests exceeded\"}";
            case THROTTLED -> "{\"error\":\"rate_limit reached\"}";
            case UNNAMED -> "{\"error\":\"something broke " + Canary.KEY + "\"}";
        };
    }

    @Override
    public String refusal(int status) {
        return "{\"error\":\"no (" + status + ") for " + Canary.KEY + "\"}";
    }
}
