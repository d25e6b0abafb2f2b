package parley.http.chatsparty;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.delete;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.parameterMap;
import static org.apache.pekko.http.javadsl.server.Directives.patch;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathEndOrSingleSlash;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.Directives.put;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;
import static parley.http.edge.Body.lenientBody;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.server.Route;
import parley.engine.connection.ConnectionChange;
import parley.engine.connection.ConnectionId;
import parley.engine.connection.ConnectionIndex;
import parley.engine.connection.ConnectionProfile;
import parley.engine.connection.Connections;
import parley.engine.connection.Exchange;
import parley.engine.connection.ProviderCatalogue;
import parley.engine.kernel.Page;
import parley.engine.kernel.UserId;

/**
 * A user's own connections to providers. A key goes in and never comes out. At the root the platform's own is among them,
 * where the clients of the first era look for it; those of the second fetch it by itself, see {@link
 * DefaultConnectionRoutes}, and would show it twice.
 */
final class ConnectionRoutes implements Chapter {
    private final Doors doors;
    private final Connections connections;
    private final Exchange exchange;
    private final ProviderCatalogue providers;
    private final PlatformDefault platform;

    ConnectionRoutes(Doors doors, PlatformDefault platform) {
        this.doors = doors;
        this.connections = doors.connections();
        this.exchange = doors.exchange();
        this.providers = doors.providers();
        this.platform = platform;
    }

    record Choice(String connectionId) {}

    @Override
    public Route routes(Mount mount) {
        return pathPrefix(
                "connections",
                () -> doors.keyring()
                        .signedIn()
                        .signedIn(user -> concat(
                                pathEndOrSingleSlash(() -> concat(list(mount, user), create(user))),
                                path("active", () -> active(mount, user)),
                                path("test", this::tryOut),
                                path("default", () -> prefer(user)),
                                path(segment("default").slash(segment()), it -> preferred(user, it)),
                                pathPrefix(segment(), id -> one(user, id)))));
    }

    private Route one(UserId user, String id) {
        return concat(
                pathEndOrSingleSlash(() -> concat(show(user, id), change(user, id), remove(user, id))),
                path("test", () -> test(user, id)));
    }

    // GET /connections?provider&isActive&includeInactive&onlyDefaults&limit&offset&orderBy&orderDirection
    private Route list(Mount mount, UserId user) {
        return get(() -> parameterMap(asked -> listed(mount, user, ConnectionQuery.of(asked))));
    }

    // GET /connections/active
    private Route active(Mount mount, UserId user) {
        return get(() -> parameterMap(
                asked -> listed(mount, user, ConnectionQuery.of(asked).activeOnly())));
    }

    private Route listed(Mount mount, UserId user, ConnectionQuery query) {
        CompletionStage<List<ConnectionAnswer>> own = doors.connectionIndex()
                .connections(user, query.query())
                .thenApply(it -> query.page(it.items()).stream()
                        .map(ConnectionAnswer::of)
                        .toList());
        return Reply.ok(
                mount == Mount.API
                        ? own.thenApply(Data::of)
                        : own.thenApply(it -> Stream.concat(
                                        query.forAny() ? platform.shown().stream() : Stream.empty(), it.stream())
                                .toList()));
    }

    // POST /connections
    private Route create(UserId user) {
        return post(() -> lenientBody(
                ConnectionForm.class, form -> Reply.created(shown(connections.add(user, form.draft(providers))))));
    }

    // GET /connections/{id}
    private Route show(UserId user, String id) {
        return get(() -> Reply.ok(
                PlatformDefault.is(id)
                        ? CompletableFuture.completedFuture(platform.shown().orElseThrow(ConnectionTroubles::unknown))
                        : shown(connections.profile(user, named(id)))));
    }

    // PUT, PATCH /connections/{id}
    private Route change(UserId user, String id) {
        Route changed = lenientBody(ConnectionForm.class, form -> {
            if (PlatformDefault.is(id)) throw ConnectionTroubles.fixed("change");
            return Reply.ok(shown(connections.change(user, named(id), form.change(), form.secret())));
        });
        return concat(put(() -> changed), patch(() -> changed));
    }

    // DELETE /connections/{id}
    private Route remove(UserId user, String id) {
        return delete(() -> {
            if (PlatformDefault.is(id)) throw ConnectionTroubles.fixed("delete");
            return Reply.gone(ConnectionTroubles.told(connections.remove(user, named(id))));
        });
    }

    // POST /connections/{id}/test
    private Route test(UserId user, String id) {
        return post(() -> Reply.ok(
                PlatformDefault.is(id)
                        ? CompletableFuture.completedFuture(Tried.platform(platform.enabled()))
                        : ConnectionTroubles.tried(
                                connections.access(user, named(id)).thenCompose(exchange::trial))));
    }

    // POST /connections/test {provider, apiKey?, baseUrl?, modelName?}
    private Route tryOut() {
        return post(() -> lenientBody(
                ConnectionForm.class,
                form -> Reply.ok(ConnectionTroubles.tried(exchange.trial(form.access(providers))))));
    }

    // POST /connections/default {connectionId}
    private Route prefer(UserId user) {
        return post(() -> lenientBody(Choice.class, choice -> {
            if (PlatformDefault.is(choice.connectionId)) throw ConnectionTroubles.fixed("change");
            ConnectionChange change = new ConnectionChange(null, null, null, null, false, null, null, true);
            return Reply.ok(shown(connections.change(user, named(choice.connectionId), change, Optional.empty())));
        }));
    }

    // GET /connections/default/{provider}
    private Route preferred(UserId user, String provider) {
        ConnectionIndex.Query query = new ConnectionIndex.Query(
                new Page.Request(1, 1, true), ConnectionIndex.Order.CREATED, provider, null, true);
        return get(() -> Reply.ok(doors.connectionIndex()
                .connections(user, query)
                .thenApply(it -> it.items().stream()
                        .findFirst()
                        .map(ConnectionAnswer::of)
                        .orElseThrow(ConnectionTroubles::unknown))));
    }

    private static CompletionStage<ConnectionAnswer> shown(CompletionStage<ConnectionProfile> profile) {
        return ConnectionTroubles.told(profile).thenApply(ConnectionAnswer::of);
    }

    /** What cannot be an id is nobody's. */
    private static ConnectionId named(String id) {
        return ConnectionTroubles.named(id, ConnectionId::new);
    }
}
