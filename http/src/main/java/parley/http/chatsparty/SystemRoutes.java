package parley.http.chatsparty;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.http.javadsl.server.Route;

/** What is switched on here. Projects, and the virtual machines that they ran commands in, are not. */
final class SystemRoutes implements Chapter {
    private final ChatsPartySettings settings;

    SystemRoutes(ChatsPartySettings settings) {
        this.settings = settings;
    }

    record SystemConfig(boolean vmWorkspaceEnabled, boolean enableProjects, boolean enableCredits) {}

    record Projects(List<String> projects) {}

    @Override
    public Route routes(Mount mount) {
        return concat(config(), projects());
    }

    // GET /system/config
    private Route config() {
        return path(
                segment("system").slash("config"),
                () -> get(() -> Reply.ok(
                        CompletableFuture.completedFuture(new SystemConfig(false, false, settings.credits())))));
    }

    // GET /projects: one era's clients begin with it even where projects are switched off
    private Route projects() {
        return path("projects", () -> get(() -> Reply.ok(CompletableFuture.completedFuture(new Projects(List.of())))));
    }
}
