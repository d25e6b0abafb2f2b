package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.delete;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.parameterOptional;
import static org.apache.pekko.http.javadsl.server.Directives.patch;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathEnd;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.Directives.put;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;
import static parley.http.edge.Body.body;
import static parley.http.edge.Json.created;
import static parley.http.edge.Json.gone;
import static parley.http.edge.Json.ok;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import parley.engine.connection.ConnectedModel;
import parley.engine.connection.ConnectionId;
import parley.engine.connection.ConnectionIndex;
import parley.engine.connection.ConnectionProfile;
import parley.engine.connection.ProviderInfo;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.llm.ModelFailure;
import parley.engine.llm.ModelRef;
import parley.http.edge.Problem;
import parley.http.edge.SignedIn;

/** A user's own connections to providers. A key goes in and never comes out. */
final class ConnectionRoutes {
    private static final List<String> KEYS = List.of("createdAt", "updatedAt", "name");

    private final Connected connected;
    private final SignedIn signedIn;

    ConnectionRoutes(Connected connected, SignedIn signedIn) {
        this.connected = connected;
        this.signedIn = signedIn;
    }

    record ConnectionAnswer(
            ConnectionId id,
            String name,
            String description,
            String provider,
            String model,
            @Nullable URI baseUrl,
            boolean hasKey,
            boolean active,
            boolean preferred,
            ModelRef agentModel,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer maxConcurrent,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer requestsPerMinute,

            Instant createdAt,
            Instant updatedAt) {
        static ConnectionAnswer of(ConnectionProfile it) {
            return new ConnectionAnswer(
                    it.id(),
                    it.wiring().name(),
                    it.wiring().description(),
                    it.wiring().provider(),
                    it.wiring().model(),
                    it.wiring().base(),
                    it.hasKey(),
                    it.wiring().active(),
                    it.preferred(),
                    new ConnectedModel(it.id(), null).ref(),
                    it.wiring().maxConcurrent(),
                    it.wiring().requestsPerMinute(),
                    it.createdAt(),
                    it.updatedAt());
        }
    }

    record Items<T>(List<T> items) {}

    record ProviderModel(String id, String name, int contextWindow) {}

    record ProviderAnswer(
            String name,
            String displayName,
            boolean requiresApiKey,
            String defaultModel,
            @Nullable URI baseUrl,
            boolean customizable,
            boolean usable,
            List<ProviderModel> supportedModels) {
        static ProviderAnswer of(ProviderInfo it) {
            return new ProviderAnswer(
                    it.id(),
                    it.displayName(),
                    it.requiresKey(),
                    it.defaultModel(),
                    it.base().orElse(null),
                    it.customizable(),
                    true,
                    it.models().stream()
                            .map(model -> new ProviderModel(model.id(), model.name(), model.context()))
                            .toList());
        }
    }

    Route routes() {
        return concat(
                providers(),
                pathPrefix(
                        "connections",
                        () -> signedIn.signedIn(user -> concat(
                                pathEnd(() -> concat(list(user), create(user))),
                                path("test", this::tryOut),
                                pathPrefix(segment(), id -> one(user, new ConnectionId(id)))))));
    }

    private Route one(UserId user, ConnectionId id) {
        return concat(
                pathEnd(() -> concat(show(user, id), change(user, id), remove(user, id))),
                path("test", () -> test(user, id)),
                path("models", () -> models(user, id)));
    }

    // GET /api/v1/providers
    private Route providers() {
        return path(
                "providers",
                () -> get(() -> signedIn.signedIn(
                        _ -> ok(CompletableFuture.completedFuture(new Items<>(connected.providers().providers().stream()
                                .map(ProviderAnswer::of)
                                .toList()))))));
    }

    // GET /api/v1/connections?page&limit&sort&provider&active&preferred
    private Route list(UserId user) {
        return get(() -> Listing.sorted(
                KEYS,
                (page, key) -> parameterOptional(
                        "provider",
                        provider -> truth(
                                "active",
                                active -> truth("preferred", preferred -> {
                                    var query = new ConnectionIndex.Query(
                                            page,
                                            order(key),
                                            provider.orElse(null),
                                            active.orElse(null),
                                            preferred.orElse(false));
                                    return ok(connected
                                            .index()
                                            .connections(user, query)
                                            .thenApply(it -> Listing.of(it, ConnectionAnswer::of)));
                                })))));
    }

    private static ConnectionIndex.Order order(String key) {
        return switch (key) {
            case "updatedAt" -> ConnectionIndex.Order.UPDATED;
            case "name" -> ConnectionIndex.Order.NAME;
            default -> ConnectionIndex.Order.CREATED;
        };
    }

    private static Route truth(String name, Function<Optional<Boolean>, Route> inner) {
        return parameterOptional(
                name,
                (Optional<String> text) -> inner.apply(text.map(it -> switch (it) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw Refusal.invalid(name + " must be true or false");
                })));
    }

    // POST /api/v1/connections
    private Route create(UserId user) {
        return post(() -> body(
                ConnectionForm.class,
                form -> created(
                        connected
                                .connections()
                                .add(user, form.draft(connected.providers()))
                                .thenApply(ConnectionAnswer::of),
                        it -> "/api/v1/connections/" + it.id)));
    }

    // GET /api/v1/connections/{connection}
    private Route show(UserId user, ConnectionId id) {
        return get(() -> ok(connected.connections().profile(user, id).thenApply(ConnectionAnswer::of)));
    }

    // PATCH, PUT /api/v1/connections/{connection}
    private Route change(UserId user, ConnectionId id) {
        Route changed = body(
                ConnectionForm.class,
                form -> ok(connected
                        .connections()
                        .change(user, id, form.change(), form.secret())
                        .thenApply(ConnectionAnswer::of)));
        return concat(patch(() -> changed), put(() -> changed));
    }

    // DELETE /api/v1/connections/{connection}
    private Route remove(UserId user, ConnectionId id) {
        return delete(() -> gone(connected.connections().remove(user, id)));
    }

    // POST /api/v1/connections/test
    private Route tryOut() {
        return post(() ->
                body(ConnectionForm.class, form -> ok(connected.exchange().trial(form.access(connected.providers())))));
    }

    // POST /api/v1/connections/{connection}/test
    private Route test(UserId user, ConnectionId id) {
        return post(() -> ok(connected.connections().access(user, id).thenCompose(connected.exchange()::trial)));
    }

    // GET /api/v1/connections/{connection}/models
    private Route models(UserId user, ConnectionId id) {
        return get(() -> ok(told(connected.connections().access(user, id).thenCompose(connected.exchange()::models))
                .thenApply(Items::new)));
    }

    private static <T> CompletionStage<T> told(CompletionStage<T> asked) {
        return asked.exceptionally(failure -> {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (cause instanceof ModelFailure upstream) throw Problem.upstream(String.valueOf(upstream.getMessage()));
            throw cause instanceof RuntimeException it ? it : new CompletionException(cause);
        });
    }
}
