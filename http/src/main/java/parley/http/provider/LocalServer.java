package parley.http.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import parley.engine.connection.ProviderFamily;
import parley.engine.llm.ModelInfo;
import parley.http.wire.Endpoint;

/**
 * A kind of model server that people run on their own machine.
 *
 * @param probe the address that lists its models
 * @param context the window that it gives a model where nobody says more
 * @param owner what it says in {@code owned_by}, where its port is one that other programs use as well; else empty
 */
record LocalServer(String provider, String label, URI base, URI probe, int context, String owner) {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** One Parley does not take another for a model. */
    private static final String OURSELVES = "parley";

    private static final String OLLAMA = "ollama";

    /** Ollama and LM Studio load a model with this window unless their user wants another, and do not tell. */
    private static final int FRUGAL = 4096;

    private static final List<LocalServer> KNOWN = List.of(
            at(OLLAMA, "Ollama", 11434, "/api/tags", FRUGAL, ""),
            at("lmstudio", "LM Studio", 1234, "/v1/models", FRUGAL, ""),
            at("llama-server", "llama-server", 8080, "/v1/models", ModelInfo.USUAL_CONTEXT, "llamacpp"),
            at("vllm", "vLLM", 8000, "/v1/models", ModelInfo.USUAL_CONTEXT, "vllm"),
            at("jan", "Jan", 1337, "/v1/models", ModelInfo.USUAL_CONTEXT, ""));

    static List<LocalServer> known() {
        return KNOWN;
    }

    static LocalServer at(String provider, String label, int port, String list, int context, String owner) {
        URI root = URI.create("http://127.0.0.1:" + port);
        return new LocalServer(provider, label, root.resolve("/v1"), root.resolve(list), context, owner);
    }

    /** The same kind of server at another address, which may or may not end in {@code /v1}. */
    LocalServer movedTo(URI address) {
        String text = address.toString().replaceFirst("/+$", "").replaceFirst("/v1$", "");
        String list = probe.getRawPath();
        return new LocalServer(provider, label, URI.create(text + "/v1"), URI.create(text + list), context, owner);
    }

    /** A model in its list, and the tokens of the window that it has there. */
    record Listed(String name, int context) {}

    Endpoint endpoint() {
        return new Endpoint(provider, base, Optional.empty());
    }

    ProviderFamily family() {
        return provider.equals(OLLAMA) ? ProviderFamily.OLLAMA : ProviderFamily.OPENAI;
    }

    /** The chat models in its answer; none where it is some other program. */
    List<Listed> models(String body) {
        try {
            JsonNode answer = JSON.readTree(body);
            return Stream.concat(listed(answer.path("data"), "id"), listed(answer.path("models"), "name"))
                    .filter(distinctNames())
                    .filter(it -> !it.name().toLowerCase(Locale.ROOT).contains("embed"))
                    .toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    private Stream<Listed> listed(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(this::owned)
                .map(it -> new Listed(it.path(field).asText(), context(it)))
                .filter(it -> !it.name().isBlank());
    }

    /** What the server gives the model; what the model was trained for is only the most that this can be. */
    private int context(JsonNode model) {
        int most = Math.min(
                context,
                number(model.path("meta").path("n_ctx_train"))
                        .orElse(number(model.path("max_context_length")).orElse(context)));
        return Stream.of(
                        model.path("max_model_len"),
                        model.path("context_length"),
                        model.path("loaded_context_length"),
                        model.path("meta").path("n_ctx"))
                .flatMap(it -> number(it).stream().boxed())
                .findFirst()
                .orElse(most);
    }

    private static OptionalInt number(JsonNode node) {
        return node.canConvertToInt() && node.asInt() > 0 ? OptionalInt.of(node.asInt()) : OptionalInt.empty();
    }

    private static Predicate<Listed> distinctNames() {
        Set<String> seen = new HashSet<>();
        return it -> seen.add(it.name());
    }

    private boolean owned(JsonNode model) {
        String says = model.path("owned_by").asText();
        return owner.isEmpty() ? !says.equals(OURSELVES) : says.equals(owner);
    }
}
