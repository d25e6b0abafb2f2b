package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.delete;
import static org.apache.pekko.http.javadsl.server.Directives.extractMaterializer;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequestEntity;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.parameterMap;
import static org.apache.pekko.http.javadsl.server.Directives.patch;
import static org.apache.pekko.http.javadsl.server.Directives.pathEnd;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.withRequestTimeout;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;
import static parley.http.edge.Json.gone;
import static parley.http.edge.Json.ok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.agent.AgentIndex;
import parley.engine.connection.Connections;
import parley.engine.kernel.UserId;
import parley.engine.llm.ChatModels;
import parley.engine.speech.Speaker;
import parley.http.character.CardJson;
import parley.http.character.Figure;
import parley.http.character.Gallery;
import parley.http.edge.SignedIn;
import parley.http.edge.Sse;

/** A user's own characters: agents out of cards, and all that cards bring with them. */
public final class CharacterRoutes {
    /** Many cards take their time, and a store of files far away too. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Gallery gallery;
    private final AgentIndex index;
    private final Castings castings;
    private final SignedIn signedIn;
    private final CharacterImports imports;
    private final CharacterFiles files;
    private final CharacterBook book;

    public CharacterRoutes(
            Gallery gallery,
            AgentIndex index,
            ChatModels models,
            Speaker speaker,
            Connections connections,
            SignedIn signedIn,
            Sse sse) {
        this.gallery = gallery;
        this.index = index;
        this.castings = new Castings(models, speaker, connections);
        this.signedIn = signedIn;
        this.imports = new CharacterImports(gallery, sse);
        this.files = new CharacterFiles(gallery);
        this.book = new CharacterBook(gallery);
    }

    public Route routes() {
        return pathPrefix(
                "api",
                () -> pathPrefix(
                        "v1",
                        () -> pathPrefix(
                                "characters",
                                () -> withRequestTimeout(
                                        PATIENCE,
                                        () -> signedIn.signedIn(user -> concat(
                                                pathEnd(() -> concat(list(user), imports.bring(user))),
                                                pathPrefix(segment(), id -> one(user, new AgentId(id)))))))));
    }

    private Route one(UserId user, AgentId id) {
        return concat(
                pathEnd(() -> concat(show(user, id), change(user, id), remove(user, id))),
                imports.renew(user, id),
                files.of(user, id),
                book.of(user, id));
    }

    // GET /api/v1/characters?page&limit&sort&tag&search
    private Route list(UserId user) {
        return get(() -> parameterMap(asked -> ok(CharacterQueries.of(asked).page(it -> index.characters(user, it)))));
    }

    // GET /api/v1/characters/{character}
    private Route show(UserId user, AgentId id) {
        return get(() -> ok(gallery.characters().character(user, id).thenCompose(this::told)));
    }

    // PATCH /api/v1/characters/{character}
    private Route change(UserId user, AgentId id) {
        return patch(() -> extractRequestEntity(entity -> extractMaterializer(materializer -> ok(gallery.arrivals()
                .whole(
                        entity,
                        "changes.json",
                        materializer,
                        form -> gallery.workbench()
                                .at(() -> CardJson.object(form.file()))
                                .thenCompose(it -> changed(user, id, it)))
                .thenCompose(this::told)))));
    }

    /** Models and voices are no fields of cards; what is left is. */
    private CompletionStage<Figure> changed(UserId user, AgentId id, ObjectNode changes) {
        String model = text(changes.remove("model"));
        String connection = text(changes.remove("connection"));
        String voice = text(changes.remove("voice"));
        CompletionStage<Figure> cast = model == null && connection == null && voice == null
                ? gallery.characters().character(user, id)
                : castings.recasting(user, model, connection, voice)
                        .thenCompose(it -> gallery.characters().cast(user, id, it));
        return changes.isEmpty()
                ? cast
                : cast.thenCompose(_ -> gallery.characters().changed(user, id, List.of(changes)));
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : node.asText();
    }

    // DELETE /api/v1/characters/{character}
    private Route remove(UserId user, AgentId id) {
        return delete(() -> gone(gallery.characters().remove(user, id)));
    }

    /** Counting tokens takes its time. */
    private CompletionStage<CharacterAnswer> told(Figure figure) {
        return gallery.workbench().at(() -> CharacterAnswer.of(figure));
    }
}
