package parley.http.companion;

import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static parley.http.edge.Json.ok;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.http.javadsl.server.Route;
import parley.engine.kernel.UserId;
import parley.engine.llm.ModelInfo;
import parley.engine.llm.ModelRef;

/**
 * Whether the server is up, which its page asks every ten seconds: nothing is asked for it that costs anything or that
 * anybody would have to wait for, and it is answered whatever is out of order.
 */
final class StatusRoutes implements Chapter {
    private final ModelMenu menu;
    private final Visitors visitors;
    private final CompanionSettings settings;
    private final Clock clock;

    StatusRoutes(ModelMenu menu, Visitors visitors, CompanionSettings settings, Clock clock) {
        this.menu = menu;
        this.visitors = visitors;
        this.settings = settings;
        this.clock = clock;
    }

    record Line(ModelRef name, String model, boolean connected, String type, Map<String, Object> details) {}

    record Configuration(
            @JsonProperty("max_tokens") int maxTokens,
            double temperature,
            @JsonProperty("fallback_chain") List<ModelRef> fallbackChain,
            @JsonProperty("auto_switch") boolean autoSwitch) {}

    record Connection(boolean connected, String type) {}

    record Status(
            String status,
            @JsonProperty("active_model") ModelRef activeModel,
            @JsonProperty("active_provider") ModelRef activeProvider,
            @JsonProperty("available_providers") List<Line> availableProviders,
            Connection connection,
            Configuration configuration,
            Instant timestamp) {}

    @Override
    public Route routes() {
        return pathPrefix("api", () -> path("status", () -> get(this::status)));
    }

    // GET /api/status
    private Route status() {
        return visitors.perhaps(user -> ok(active(user).thenApply(this::told)));
    }

    private CompletableFuture<ModelRef> active(Optional<UserId> user) {
        return user.map(menu::active).orElseGet(() -> CompletableFuture.completedFuture(menu.preferred()));
    }

    private Status told(ModelRef active) {
        CompanionSettings.Replies replies = settings.replies();
        return new Status(
                "online",
                active,
                active,
                menu.offered().stream().map(StatusRoutes::line).toList(),
                new Connection(menu.isConnected(active), ModelMenu.type(active)),
                new Configuration(replies.maxTokens(), replies.temperature(), List.of(), false),
                clock.instant());
    }

    private static Line line(ModelInfo it) {
        return new Line(it.ref(), it.ref().model(), true, ModelMenu.type(it.ref()), Map.of("label", it.label()));
    }
}
