package parley.http.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A kind of model server that people run on their own machine.
 *
 * @param probe the address that lists its models
 * @param owner what it says in {@code owned_by}, where its port is one that other programs use as well; else empty
 */
record LocalServer(String provider, String label, URI base, URI probe, String owner) {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** One Parley does not take another for a model. */
    private static final String OURSELVES = "parley";

    private static final List<LocalServer> KNOWN = List.of(
            at("ollama", "Ollama", 11434, "/api/tags", ""),
            at("lmstudio", "LM Studio", 1234, "/v1/models", ""),
            at("llama-server", "llama-server", 8080, "/v1/models", "llamacpp"),
            at("vllm", "vLLM", 8000, "/v1/models", "vllm"),
            at("jan", "Jan", 1337, "/v1/models", ""));

    static List<LocalServer> known() {
        return KNOWN;
    }

    static LocalServer at(String provider, String label, int port, String list, String owner) {
        URI root = URI.create("http://127.0.0.1:" + port);
        return new LocalServer(provider, label, root.resolve("/v1"), root.resolve(list), owner);
    }

    Endpoint endpoint() {
        return new Endpoint(provider, base, Optional.empty());
    }

    /** The names of the chat models in its answer; none where it is some other program. */
    List<String> models(String body) {
        try {
            JsonNode answer = JSON.readTree(body);
            return Stream.concat(names(answer.path("data"), "id"), names(answer.path("models"), "name"))
                    .distinct()
                    .filter(it -> !it.toLowerCase(Locale.ROOT).contains("embed"))
                    .toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    private Stream<String> names(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(this::owned)
                .map(it -> it.path(field).asText())
                .filter(it -> !it.isBlank());
    }

    private boolean owned(JsonNode model) {
        String says = model.path("owned_by").asText();
        return owner.isEmpty() ? !says.equals(OURSELVES) : says.equals(owner);
    }
}
