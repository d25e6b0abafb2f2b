package parley.http.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.pekko.actor.ActorSystem;
import parley.http.wire.openai.OpenAiWire;

/** OpenAI's chat completions as it writes them itself, and as its kin do. */
record OpenAiDialect(Kin kin) implements Dialect {
    /** Whose habits. */
    enum Kin {
        OPENAI,
        AZURE,
        GROQ,
        OPENROUTER,
        DEEPSEEK,
        MISTRAL,
        LLAMA
    }

    @Override
    public String name() {
        return kin.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Wire wire(ActorSystem system) {
        return new OpenAiWire(null);
    }

    @Override
    public List<String> answer(List<String> texts, Told usage) {
        List<String> events = new ArrayList<>(opening());
        for (String text : texts) {
            String said = events.size() % 2 == 0 && kin == Kin.MISTRAL
                    ? "[{\"type\":\"text\",\"text\":" + Dialect.quoted(text) + "}]"
                    : Dialect.quoted(text);
            String so = usage == Told.ALWAYS ? ",\"usage\":" + used(OUTPUT_SO_FAR) : ",\"usage\":null";
            events.add(chunk("{\"content\":" + said + "}", "null", so));
        }
        boolean inside = kin == Kin.GROQ || kin == Kin.MISTRAL;
        boolean told = usage != Told.NEVER;
        String last = kin == Kin.GROQ
                ? ",\"x_groq\":{\"id\":\"req_1\",\"usage\":" + used(OUTPUT) + "}"
                : ",\"usage\":" + used(OUTPUT);
        events.add(chunk("{}", "\"stop\"", inside && told ? last : ""));
        String alone = "{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"choices\":[],\"usage\":" + used(OUTPUT)
                + (kin == Kin.LLAMA ? ",\"timings\":{\"prompt_n\":7,\"predicted_n\":12}" : "") + "}";
        if (told && !inside) events.add(alone);
        if (usage == Told.TWICE) events.add(alone);
        events.add("[DONE]");
        return events;
    }

    private List<String> opening() {
        String role =
                chunk("{\"role\":\"assistant\",\"content\":" + (kin == Kin.LLAMA ? "null" : "\"\"") + "}", "null", "");
        return switch (kin) {
            case OPENAI -> List.of(role);
            case AZURE ->
                List.of(
                        "{\"choices\":[],\"created\":0,\"id\":\"\",\"model\":\"\",\"prompt_filter_results\":"
                                + "[{\"prompt_index\":0,\"content_filter_results\":{\"hate\":{\"filtered\":false}}}]}",
                        role);
            case OPENROUTER -> List.of(": OPENROUTER PROCESSING", ": OPENROUTER PROCESSING", role);
            case DEEPSEEK ->
                List.of(": keep-alive", role, chunk("{\"content\":null,\"reasoning_content\":\"Hm.\"}", "null", ""));
            case GROQ, LLAMA -> List.of(role, chunk("{\"reasoning\":\"Hm.\"}", "null", ""));
            case MISTRAL ->
                List.of(
                        role,
                        chunk(
                                "{\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"Hm.\"}]}]}",
                                "null",
                                ""));
        };
    }

    private static String chunk(String delta, String finish, String more) {
        return "{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"tiny\",\"choices\":[{"
                + "\"index\":0,\"delta\":" + delta + ",\"logprobs\":null,\"finish_reason\":" + finish + "}]" + more
                + "}";
    }

    private static String used(int output) {
        return "{\"prompt_tokens\":" + INPUT + ",\"completion_tokens\":" + output + ",\"total_tokens\":"
                + (INPUT + output) + "}";
    }

    @Override
    public int whole(List<String> events) {
        for (int at = 0; at < events.size(); at++)
            if (events.get(at).contains("\"finish_reason\":\"stop\"")) return at + 1;
        throw new IllegalArgumentException("no end");
    }

    @Override
    public String framed(String event, String end) {
        return event.startsWith(":") ? event + end + end : Dialect.super.framed(event, end);
    }

    @Override
    public String trouble(Trouble what) {
        return switch (what) {
            case OVERLOADED ->
                kin == Kin.OPENROUTER
                        ? "{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"error\":{\"code\":502,\"message\":"
                                + "\"Provider disconnected " + Canary.KEY + "\"},\"choices\":[{\"index\":0,"
                                + "\"delta\":{\"content\":\"\"},\"finish_reason\":\"error\"}]}"
                        : "{\"error\":{\"message\":\"busy " + Canary.KEY
                                + "\",\"type\":\"server_error\",\"param\":null,\"code\":503}}";
            case THROTTLED ->
                "{\"error\":{\"message\":\"slow down\",\"type\":\"tokens\",\"code\":\"rate_limit_exceeded\"}}";
            case UNNAMED -> "{\"error\":{\"message\":\"something broke " + Canary.KEY + "\"}}";
        };
    }

    @Override
    public String refusal(int status) {
        String said = Dialect.quoted("no (" + status + ") for " + Canary.KEY);
        return switch (kin) {
            case MISTRAL ->
                "{\"object\":\"error\",\"message\":" + said + ",\"type\":\"invalid\",\"param\":null,\"code\":null}";
            case OPENROUTER -> "{\"error\":{\"code\":" + status + ",\"message\":" + said + ",\"metadata\":{}}}";
            default -> "{\"error\":{\"message\":" + said + ",\"type\":\"some_error\",\"param\":null,\"code\":null}}";
        };
    }
}
