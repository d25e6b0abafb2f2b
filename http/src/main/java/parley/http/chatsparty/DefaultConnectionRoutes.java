package parley.http.chatsparty;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathEndOrSingleSlash;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import parley.http.edge.SignedIn;

/**
 * The platform's connection for the clients of the second era, who fetch it by itself, under its older and its newer name.
 * At the root, where it is in the list, these say that there is none. No key and no project of the operator is told.
 */
final class DefaultConnectionRoutes implements Chapter {
    private final SignedIn signedIn;
    private final PlatformDefault platform;

    DefaultConnectionRoutes(SignedIn signedIn, PlatformDefault platform) {
        this.signedIn = signedIn;
        this.platform = platform;
    }

    record Offered(boolean enabled, @Nullable ConnectionAnswer connection) {
        static Offered of(Optional<ConnectionAnswer> it) {
            return new Offered(it.isPresent(), it.orElse(null));
        }
    }

    record Configured(
            boolean enabled,
            @Nullable String provider,
            @Nullable String modelName) {}

    record Available(boolean available, @Nullable ConnectionAnswer connection) {}

    @Override
    public Route routes(Mount mount) {
        return concat(below("default-connection", mount), below("system-default-connection", mount));
    }

    private Route below(String name, Mount mount) {
        return pathPrefix(
                name,
                () -> signedIn.signedIn(_ -> concat(
                        pathEndOrSingleSlash(() -> show(mount)),
                        path("test", this::test),
                        path("config", this::config),
                        path(segment("provider").slash(segment()), this::provided))));
    }

    // GET /default-connection, GET /system-default-connection
    private Route show(Mount mount) {
        Optional<ConnectionAnswer> shown = mount == Mount.API ? platform.shown() : Optional.empty();
        return get(() -> Reply.ok(CompletableFuture.completedFuture(Offered.of(shown))));
    }

    // POST /default-connection/test, POST /system-default-connection/test
    private Route test() {
        return post(() -> Reply.ok(CompletableFuture.completedFuture(Tried.platform(platform.enabled()))));
    }

    // GET /default-connection/config, GET /system-default-connection/config
    private Route config() {
        boolean enabled = platform.enabled();
        Configured configured =
                new Configured(enabled, enabled ? platform.provider() : null, enabled ? platform.model() : null);
        return get(() -> Reply.ok(CompletableFuture.completedFuture(configured)));
    }

    // GET /default-connection/provider/{provider}, GET /system-default-connection/provider/{provider}
    private Route provided(String provider) {
        ConnectionAnswer shown =
                platform.shown().filter(it -> it.provider().equals(provider)).orElse(null);
        return get(() -> Reply.ok(CompletableFuture.completedFuture(new Available(shown != null, shown))));
    }
}
