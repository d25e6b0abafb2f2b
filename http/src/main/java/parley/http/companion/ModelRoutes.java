package parley.http.companion;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequestEntity;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.parameterMap;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;
import static parley.http.edge.Json.ok;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.UserId;
import parley.engine.llm.ModelInfo;
import parley.engine.llm.ModelRef;
import parley.http.edge.Body;
import parley.http.edge.Problem;

/** The language models that are on offer, and which of them answers who asks; each user has a choice of their own. */
final class ModelRoutes implements Chapter {
    private static final List<String> NAMES = List.of("new_model", "newModel", "model");

    private final ModelMenu menu;
    private final Visitors visitors;
    private final CompanionSettings settings;
    private final Clock clock;

    ModelRoutes(ModelMenu menu, Visitors visitors, CompanionSettings settings, Clock clock) {
        this.menu = menu;
        this.visitors = visitors;
        this.settings = settings;
        this.clock = clock;
    }

    record Line(ModelRef name, String provider, String type, String label, boolean active) {}

    record Listing(
            boolean success,
            List<Line> data,
            int count,
            @JsonProperty("active_model") ModelRef activeModel,
            Instant timestamp) {}

    record ActiveProvider(boolean connected, String type, Map<String, Object> details) {}

    record ProviderLine(String name, String type, List<ModelRef> models, boolean connected) {}

    record Configuration(
            @JsonProperty("max_tokens") int maxTokens,
            double temperature,
            @JsonProperty("timeout_ms") long timeoutMillis) {}

    record ModelStatus(
            String status,
            @JsonProperty("active_model") ModelRef activeModel,
            @JsonProperty("active_provider") ActiveProvider activeProvider,
            List<ProviderLine> providers,
            Configuration configuration,
            Instant timestamp) {}

    record Switch(@Nullable String newModel, @Nullable String model) {}

    record Switched(
            boolean success,
            String message,
            @JsonProperty("active_model") ModelRef activeModel,
            boolean connected,
            Instant timestamp) {}

    @Override
    public Route routes() {
        return pathPrefix("api", () -> concat(list(), status(), switched("models"), switched("chat")));
    }

    // GET /api/models
    private Route list() {
        return path(
                "models",
                () -> get(() -> visitors.visiting(user -> ok(menu.active(user).thenApply(this::listing)))));
    }

    private Listing listing(ModelRef active) {
        List<Line> lines = menu.offered().stream()
                .map(it -> new Line(
                        it.ref(),
                        it.ref().provider(),
                        ModelMenu.type(it.ref()),
                        it.label(),
                        it.ref().equals(active)))
                .toList();
        return new Listing(true, lines, lines.size(), active, clock.instant());
    }

    // GET /api/models/status
    private Route status() {
        return path(
                segment("models").slash("status"),
                () -> get(() -> visitors.visiting(user -> ok(menu.active(user).thenApply(this::status)))));
    }

    private ModelStatus status(ModelRef active) {
        List<ProviderLine> providers = menu.offered().stream()
                .map(ModelInfo::ref)
                .collect(Collectors.groupingBy(ModelRef::provider))
                .values()
                .stream()
                .map(it -> new ProviderLine(it.getFirst().provider(), ModelMenu.type(it.getFirst()), it, true))
                .toList();
        CompanionSettings.Replies replies = settings.replies();
        return new ModelStatus(
                "online",
                active,
                new ActiveProvider(menu.isConnected(active), ModelMenu.type(active), details(active, providers)),
                providers,
                new Configuration(
                        replies.maxTokens(),
                        replies.temperature(),
                        replies.timeout().toMillis()),
                clock.instant());
    }

    private static Map<String, Object> details(ModelRef active, List<ProviderLine> providers) {
        if (ModelMenu.type(active).equals("cloud")) return Map.of("provider", active.provider());
        return providers.stream()
                .filter(it -> it.name().equals(active.provider()))
                .findFirst()
                .<Map<String, Object>>map(it -> Map.of("models", it.models()))
                .orElseGet(Map::of);
    }

    // POST /api/models/switch, /api/chat/switch
    private Route switched(String door) {
        return path(
                segment(door).slash("switch"),
                () -> post(() -> visitors.visiting(user -> wanted(name -> switched(user, menu.named(name))))));
    }

    private Route switched(UserId user, ModelRef model) {
        return ok(menu.choose(user, model)
                .thenApply(it -> new Switched(true, "Switched to " + it, it, menu.isConnected(it), clock.instant())));
    }

    /** The name in the query, as one of the old servers wants it, or in a body of JSON, as the other does. */
    private static Route wanted(Function<String, Route> inner) {
        return parameterMap(query -> NAMES.stream()
                .map(query::get)
                .filter(Objects::nonNull)
                .findFirst()
                .map(inner)
                .orElseGet(() -> told(inner)));
    }

    private static Route told(Function<String, Route> inner) {
        return extractRequestEntity(entity -> {
            if (entity.isKnownEmpty()) throw unnamed();
            return Body.lenientBody(Switch.class, it -> inner.apply(name(it).orElseThrow(ModelRoutes::unnamed)));
        });
    }

    private static Optional<String> name(Switch it) {
        return Stream.of(Optional.ofNullable(it.newModel()), Optional.ofNullable(it.model()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Problem unnamed() {
        return Problem.malformed(
                "say which model: ?new_model=provider/name, or a body {\"new_model\": \"provider/name\"}");
    }
}
