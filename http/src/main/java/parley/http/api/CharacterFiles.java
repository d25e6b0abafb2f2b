package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.extractMaterializer;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequestEntity;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.parameterOptional;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathEnd;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.put;
import static org.apache.pekko.http.javadsl.server.PathMatchers.integerSegment;
import static parley.http.edge.Json.gone;
import static parley.http.edge.Json.ok;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.server.Route;
import parley.engine.agent.AgentId;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.http.character.Assets;
import parley.http.character.Exports;
import parley.http.character.Gallery;
import parley.http.character.Served;

/** The files of a character: its portrait, those that its card names, and itself as a file. */
final class CharacterFiles {
    private final Gallery gallery;

    CharacterFiles(Gallery gallery) {
        this.gallery = gallery;
    }

    record AssetList(List<Assets.Line> assets) {
        AssetList {
            assets = List.copyOf(assets);
        }
    }

    Route of(UserId user, AgentId id) {
        return concat(
                path("export", () -> export(user, id)),
                path("portrait", () -> concat(portrait(user, id), replace(user, id))),
                pathPrefix(
                        "assets",
                        () -> concat(
                                pathEnd(() -> assets(user, id)),
                                path(integerSegment(), number -> asset(user, id, number)))));
    }

    // GET /api/v1/characters/{character}/export?format=png|json|charx|original
    private Route export(UserId user, AgentId id) {
        return get(() -> parameterOptional(
                "format", format -> Served.route(gallery.exports().file(user, id, Exports.Format.of(format)))));
    }

    // GET /api/v1/characters/{character}/portrait?size=64|128|256|512
    private Route portrait(UserId user, AgentId id) {
        return get(() -> parameterOptional("size", size -> Served.route(portrait(user, id, size))));
    }

    private CompletionStage<Served> portrait(UserId user, AgentId id, Optional<String> size) {
        if (size.isEmpty()) return gallery.portraits().whole(user, id);
        try {
            return gallery.portraits().square(user, id, Integer.parseInt(size.get()));
        } catch (NumberFormatException strange) {
            throw Refusal.invalid("size must be 64, 128, 256 or 512");
        }
    }

    // PUT /api/v1/characters/{character}/portrait
    private Route replace(UserId user, AgentId id) {
        return put(() -> extractRequestEntity(entity -> extractMaterializer(
                materializer -> gone(gallery.portraits().replaced(user, id, entity, materializer)))));
    }

    // GET /api/v1/characters/{character}/assets
    private Route assets(UserId user, AgentId id) {
        return get(() -> ok(gallery.assets().of(user, id).thenApply(AssetList::new)));
    }

    // GET /api/v1/characters/{character}/assets/{number}
    private Route asset(UserId user, AgentId id, int number) {
        return get(() -> Served.route(gallery.assets().one(user, id, number)));
    }
}
